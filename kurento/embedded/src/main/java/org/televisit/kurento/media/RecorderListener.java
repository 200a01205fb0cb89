package org.televisit.kurento.media;

/** Hears what happens to one {@link Recorder}; called like {@link WebRtcListener}. */
public interface RecorderListener {

  /** Why a recording failed. */
  enum Failure {
    /** The target could not be opened, or refused the recording (HTTP status not 2xx). */
    TARGET_REFUSED,
    /** Writing failed, or the connection was cut. */
    TARGET_LOST,
    /** The target took the data too slowly; what was not yet taken is lost. */
    TARGET_TOO_SLOW,
    /** A source sends a codec that the profile cannot hold. */
    UNSUPPORTED_CODEC
  }

  /** The first media was written, or writing went on after a pause. */
  default void recording() {}

  default void paused() {}

  /**
   * All is written and the target has confirmed it. Not called after {@link #failed}, nor where
   * nothing was ever recorded (as Kurento does).
   */
  default void stopped() {}

  /** The recording ended early, once; what the target has taken until then is all there is. */
  default void failed(Failure failure, String message) {}

  /** Media of a kind reaches the recorder, or no longer. */
  default void mediaFlowIn(MediaKind kind, FlowState state) {}
}
