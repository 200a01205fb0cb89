package org.televisit.media;

/**
 * The media server is down, unreachable, too slow, or has lost what it was asked about. Building
 * the room's media anew may help; repeating the call will not.
 */
public class MediaUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public MediaUnavailableException(String what, Throwable cause) {
    super(what, cause);
  }
}
