package org.televisit.kurento.protocol;

import org.televisit.kurento.media.FlowState;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.RecorderListener;
import org.televisit.kurento.media.RecorderState;

/** Turns what happens to a recorder into the events of its endpoint, on the control loop. */
final class RecorderEvents implements RecorderListener {

  /** GStreamer's codes for a resource that cannot be written and a stream that cannot be used. */
  private static final int RESOURCE_WRITE = 10;

  private static final int STREAM_FAILED = 1;

  private final MediaElement endpoint;

  RecorderEvents(MediaElement endpoint) {
    this.endpoint = endpoint;
  }

  private void later(Runnable event) {
    endpoint.server().loop().execute(event);
  }

  private void changed(RecorderState state, String event) {
    later(
        () -> {
          endpoint.raise("UriEndpointStateChanged", JsonCodec.object().put("state", state.name()));
          endpoint.raise(event, JsonCodec.object());
        });
  }

  @Override
  public void recording() {
    changed(RecorderState.START, "Recording");
  }

  @Override
  public void paused() {
    changed(RecorderState.PAUSE, "Paused");
  }

  @Override
  public void stopped() {
    changed(RecorderState.STOP, "Stopped");
  }

  @Override
  public void failed(Failure failure, String message) {
    int code = failure == Failure.UNSUPPORTED_CODEC ? STREAM_FAILED : RESOURCE_WRITE;
    later(
        () ->
            endpoint.raise(
                "Error",
                JsonCodec.object()
                    .put("description", message)
                    .put("errorCode", code)
                    .put("type", "UNEXPECTED_ELEMENT_ERROR")));
  }

  @Override
  public void mediaFlowIn(MediaKind kind, FlowState state) {
    later(() -> endpoint.raise("MediaFlowInStateChanged", WebRtcEvents.flow(kind, state)));
  }
}
