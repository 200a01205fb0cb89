package org.televisit.identity;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Remembers per session who is known to have signed in, and when they last did something: there
 * before its second request is.
 */
@WebListener
public class LoginSession implements HttpSessionListener {

  private static final String KEY = "televisit.signed-in";
  private static final String DEED = "televisit.last-deed";

  @Inject Clock clock;

  /** Who signed in, and how that person is reached as far as that has been written down. */
  record Known(String subject, Contact contact) {}

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    event.getSession().setAttribute(KEY, new AtomicReference<@Nullable Known>());
    event.getSession().setAttribute(DEED, new LastDeed(clock.instant()));
  }

  static LastDeed lastDeed(HttpSession session) {
    return (LastDeed) session.getAttribute(DEED);
  }

  /** The person who is known, or a reference to null. */
  @SuppressWarnings("unchecked") // written above and nowhere else
  static AtomicReference<@Nullable Known> of(HttpSession session) {
    return (AtomicReference<@Nullable Known>) session.getAttribute(KEY);
  }
}
