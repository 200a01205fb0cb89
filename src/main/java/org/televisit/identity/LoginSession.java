package org.televisit.identity;

import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Remembers per session who is known to have signed in: there before its second request is. */
@WebListener
public class LoginSession implements HttpSessionListener {

  private static final String KEY = "televisit.signed-in";

  /** Who signed in, and how that person is reached as far as that has been written down. */
  record Known(String subject, Contact contact) {}

  @Override
  public void sessionCreated(HttpSessionEvent event) {
    event.getSession().setAttribute(KEY, new AtomicReference<@Nullable Known>());
  }

  /** The person who is known, or a reference to null. */
  @SuppressWarnings("unchecked") // written above and nowhere else
  static AtomicReference<@Nullable Known> of(HttpSession session) {
    return (AtomicReference<@Nullable Known>) session.getAttribute(KEY);
  }
}
