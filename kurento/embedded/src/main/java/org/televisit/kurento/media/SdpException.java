package org.televisit.kurento.media;

/** A session description cannot be used; the session is as it was before. */
public final class SdpException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; one value for each error that a caller may want to tell apart. */
  public enum Reason {
    /** Not SDP (RFC 8866), or larger than the limit. */
    MALFORMED,
    /** SDP, but nothing that a WebRTC session can be made of (no fingerprint, no ufrag, ...). */
    UNSUPPORTED,
    /** An offer or answer was processed before; renegotiation is not supported. */
    ALREADY_NEGOTIATED,
    /** {@code processAnswer} without {@code generateOffer}. */
    OFFER_NOT_GENERATED,
    /** The session is closed. */
    CLOSED
  }

  private final Reason reason;

  public SdpException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
