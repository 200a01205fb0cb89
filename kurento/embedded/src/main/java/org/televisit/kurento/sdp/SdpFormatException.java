package org.televisit.kurento.sdp;

/** A text is not SDP, or not one that a WebRTC session can be made of. */
public final class SdpFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean syntax;

  private SdpFormatException(boolean syntax, String message) {
    super(message);
    this.syntax = syntax;
  }

  static SdpFormatException malformed(String message) {
    return new SdpFormatException(true, message);
  }

  static SdpFormatException unsupported(String message) {
    return new SdpFormatException(false, message);
  }

  /** Whether the text is not even SDP. */
  public boolean isSyntax() {
    return syntax;
  }
}
