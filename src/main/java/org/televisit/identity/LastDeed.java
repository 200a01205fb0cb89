package org.televisit.identity;

import jakarta.servlet.http.HttpSession;
import java.time.Duration;
import java.time.Instant;

/** When the person of a login session last did something themselves. */
public final class LastDeed {

  private volatile Instant at;

  LastDeed(Instant at) {
    this.at = at;
  }

  /** Of that session. */
  public static LastDeed of(HttpSession session) {
    return LoginSession.lastDeed(session);
  }

  /** The person is here: asks for a page, presses a button, takes part in a visit. */
  public void note(Instant now) {
    at = now;
  }

  boolean isLongerAgo(Duration than, Instant now) {
    return Duration.between(at, now).compareTo(than) > 0;
  }
}
