package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.NullNode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;
import org.televisit.kurento.media.Recorder;
import org.televisit.kurento.media.RecorderState;
import org.televisit.kurento.media.RecordingProfile;

/** Writes what is connected to it to a file or an HTTP target. */
final class RecorderEndpoint extends MediaElement {

  /** Below the 10 s after which the Java client gives a request up. */
  private static final Duration STOP_AT_MOST = Duration.ofSeconds(8);

  private final String uri;
  private final boolean stopsWithItsSource;
  private final @Nullable Recorder recorder;

  RecorderEndpoint(ServerContext server, Identity identity, Arguments arguments) {
    super(server, identity);
    uri = arguments.text("uri");
    stopsWithItsSource = arguments.flag("stopOnEndOfStream");
    recorder = open(profile(arguments.text("mediaProfile")));
    on("getUri", given -> uri);
    on("getState", given -> recorder == null ? RecorderState.STOP : recorder.state());
    on("record", given -> record());
    command("pause", Recorder::pause);
    command("stop", Recorder::stop);
    on("stopAndWait", given -> stopAndWait());
  }

  private static RecordingProfile profile(String name) {
    return Arrays.stream(RecordingProfile.values())
        .filter(profile -> profile.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                RpcException.of(
                    ErrorCode.NOT_IMPLEMENTED,
                    "Recording profile " + name + " is not supported by this media server"));
  }

  /** A target that cannot be used is no error before something is to be recorded. */
  private @Nullable Recorder open(RecordingProfile profile) {
    try {
      URI target = URI.create(uri);
      return Limits.within(
          () -> server().engine().recorder(target, profile, new RecorderEvents(this)));
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }

  private @Nullable Object record() {
    if (recorder == null) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'uri' should be an absolute file: or http: address");
    }
    recorder.record();
    return null;
  }

  private void command(String operation, Consumer<Recorder> command) {
    on(
        operation,
        arguments -> {
          Optional.ofNullable(recorder).ifPresent(command);
          return null;
        });
  }

  private CompletionStage<NullNode> stopAndWait() {
    if (recorder == null) {
      return CompletableFuture.completedFuture(NullNode.instance);
    }
    return server()
        .loop()
        .here(recorder.stopped(STOP_AT_MOST))
        .thenApply(finished -> NullNode.instance);
  }

  @Override
  void sourceEnded() {
    if (stopsWithItsSource && recorder != null) {
      recorder.stop();
    }
  }

  @Override
  Optional<MediaSource> output(MediaKind kind) {
    return Optional.empty();
  }

  @Override
  Optional<MediaSink> input() {
    return Optional.ofNullable(recorder);
  }

  @Override
  void close() {
    super.close();
    if (recorder != null) {
      recorder.close();
    }
  }
}
