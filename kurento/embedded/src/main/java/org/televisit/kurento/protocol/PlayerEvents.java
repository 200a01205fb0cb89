package org.televisit.kurento.protocol;

import org.televisit.kurento.media.FlowState;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.PlayerListener;
import org.televisit.kurento.media.PlayerState;

/** Turns what happens to a player into the events of its endpoint, on the control loop. */
final class PlayerEvents implements PlayerListener {

  /** GStreamer's code for a resource that cannot be read. */
  private static final int RESOURCE_READ = 9;

  private final MediaElement endpoint;

  PlayerEvents(MediaElement endpoint) {
    this.endpoint = endpoint;
  }

  private void later(Runnable event) {
    endpoint.server().loop().execute(event);
  }

  @Override
  public void state(PlayerState state) {
    later(
        () ->
            endpoint.raise(
                "UriEndpointStateChanged", JsonCodec.object().put("state", state.name())));
  }

  @Override
  public void endOfStream() {
    later(
        () -> {
          endpoint.raise("EndOfStream", JsonCodec.object());
          endpoint.ended();
        });
  }

  @Override
  public void failed(String message) {
    later(
        () ->
            endpoint.raise(
                "Error",
                JsonCodec.object()
                    .put("description", message)
                    .put("errorCode", RESOURCE_READ)
                    .put("type", "UNEXPECTED_ELEMENT_ERROR")));
  }

  @Override
  public void mediaFlowOut(MediaKind kind, FlowState state) {
    later(() -> endpoint.raise("MediaFlowOutStateChanged", WebRtcEvents.flow(kind, state)));
  }
}
