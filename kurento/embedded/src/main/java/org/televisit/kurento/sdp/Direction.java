package org.televisit.kurento.sdp;

import java.util.Locale;

/** Who sends in a media section (RFC 8866, 6.7), seen by the one who describes it. */
public enum Direction {
  SENDRECV(true, true),
  SENDONLY(true, false),
  RECVONLY(false, true),
  INACTIVE(false, false);

  private final boolean sends;
  private final boolean receives;

  Direction(boolean sends, boolean receives) {
    this.sends = sends;
    this.receives = receives;
  }

  public boolean sends() {
    return sends;
  }

  public boolean receives() {
    return receives;
  }

  /** The same, seen by the other side. */
  Direction reversed() {
    return switch (this) {
      case SENDONLY -> RECVONLY;
      case RECVONLY -> SENDONLY;
      case SENDRECV, INACTIVE -> this;
    };
  }

  private static Direction of(boolean sends, boolean receives) {
    if (sends) {
      return receives ? SENDRECV : SENDONLY;
    }
    return receives ? RECVONLY : INACTIVE;
  }

  /** What is left of it where no more than another is allowed. */
  public Direction within(Direction allowed) {
    return of(sends && allowed.sends, receives && allowed.receives);
  }

  String attribute() {
    return name().toLowerCase(Locale.ROOT);
  }
}
