package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;
import org.televisit.kurento.media.Player;
import org.televisit.kurento.media.PlayerState;

/** Plays a WebM file into what is connected to it. */
final class PlayerEndpoint extends MediaElement {

  private final @Nullable Player player;

  PlayerEndpoint(ServerContext server, Identity identity, Arguments arguments) {
    super(server, identity);
    String uri = arguments.text("uri");
    player = open(uri);
    on("getUri", given -> uri);
    on("getState", given -> player == null ? PlayerState.STOP : player.state());
    on("play", given -> play());
    command("pause", Player::pause);
    command("stop", Player::stop);
    on("getVideoInfo", given -> videoInfo());
    on("getPosition", given -> player == null ? 0L : player.positionMillis());
    on("setPosition", this::seek);
    on("getElementGstreamerDot", given -> Drawing.of(this));
  }

  /** A source that cannot be used is no error before something is to be played. */
  private @Nullable Player open(String uri) {
    try {
      URI source = URI.create(uri);
      return Limits.within(() -> server().engine().player(source, new PlayerEvents(this)));
    } catch (IllegalArgumentException unusable) {
      return null;
    }
  }

  private @Nullable Object play() {
    if (player == null) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'uri' should be an absolute file: or http: address");
    }
    player.play();
    return null;
  }

  private void command(String operation, Consumer<Player> command) {
    on(
        operation,
        arguments -> {
          Optional.ofNullable(player).ifPresent(command);
          return null;
        });
  }

  private ObjectNode videoInfo() {
    long duration = player == null ? 0 : player.durationMillis();
    return server()
        .definitions()
        .completeStructure("VideoInfo")
        .put("isSeekable", duration > 0)
        .put("seekableEnd", duration)
        .put("duration", duration);
  }

  private @Nullable Object seek(Arguments arguments) {
    long duration = player == null ? 0 : player.durationMillis();
    long position = arguments.longInteger("position");
    if (player == null || position < 0 || position > duration) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'position' should be 0 to the duration of a file that tells it");
    }
    player.seek(position);
    return null;
  }

  @Override
  Optional<MediaSource> output(MediaKind kind) {
    return Optional.ofNullable(player);
  }

  @Override
  Optional<MediaSink> input() {
    return Optional.empty();
  }

  @Override
  void close() {
    super.close();
    if (player != null) {
      player.close();
    }
  }
}
