package org.televisit.kurento.media;

/** Hears what happens to one {@link Player}; called like {@link WebRtcListener}. */
public interface PlayerListener {

  /** It plays now, pauses, or has stopped. */
  default void state(PlayerState state) {}

  /** Everything was played; {@code state(STOP)} follows. */
  default void endOfStream() {}

  /** It cannot be played, or not to its end. */
  default void failed(String message) {}

  /** Media of a kind comes out, or no longer. */
  default void mediaFlowOut(MediaKind kind, FlowState state) {}
}
