package org.televisit.media;

/** The browser's session description cannot be answered; the server itself is well. */
public class BadOfferException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BadOfferException(Throwable cause) {
    super("the offer cannot be answered", cause);
  }
}
