package org.televisit.media.kurento;

import java.util.function.Consumer;
import org.kurento.client.MediaType;
import org.kurento.client.RecorderEndpoint;
import org.kurento.client.WebRtcEndpoint;
import org.televisit.media.MediaServer.Recorder;
import org.televisit.media.RecordingProfile;

/** One RecorderEndpoint, fed only with the kinds that its profile can hold. */
final class KurentoRecorder implements Recorder {

  private final RecorderEndpoint recorder;
  private final WebRtcEndpoint source;
  private final RecordingProfile profile;
  private final Consumer<KurentoRecorder> closed;

  KurentoRecorder(
      RecorderEndpoint recorder,
      WebRtcEndpoint source,
      RecordingProfile profile,
      Consumer<KurentoRecorder> closed) {
    this.recorder = recorder;
    this.source = source;
    this.profile = profile;
    this.closed = closed;
  }

  @Override
  public void start() {
    KurentoCalls.tell(
        "recorder not started",
        () -> {
          switch (profile) {
            case AUDIO_AND_VIDEO -> source.connect(recorder);
            case AUDIO_ONLY -> source.connect(recorder, MediaType.AUDIO);
            case VIDEO_ONLY -> source.connect(recorder, MediaType.VIDEO);
          }
          recorder.record();
        });
  }

  @Override
  public void pause() {
    KurentoCalls.tell("recorder not paused", recorder::pause);
  }

  @Override
  public void resume() {
    KurentoCalls.tell("recorder not resumed", recorder::record);
  }

  @Override
  public boolean stop() {
    boolean stopped = KurentoCalls.finish(recorder);
    closed.accept(this);
    return stopped;
  }
}
