package org.televisit.notification;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A practitioner's visits for a calendar program, which cannot sign in: {@code GET
 * /feed/<secret>.ics}. 404 for an address that leads nowhere, whether it never did or was revoked;
 * 429 for an address of the net that has tried many of those.
 */
@WebServlet("/feed/*")
public class FeedServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9_-]+)\\.ics");
  private static final int TOO_MANY_REQUESTS = 429; // RFC 6585

  @Inject transient CalendarReader calendars;
  @Inject transient FeedGuard guard;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String from = request.getRemoteAddr();
    if (guard.isBarred(from)) {
      response.setHeader("Retry-After", String.valueOf(FeedGuard.WINDOW.toSeconds()));
      response.setStatus(TOO_MANY_REQUESTS);
      return;
    }
    @Nullable String info = request.getPathInfo();
    Matcher path = PATH.matcher(info == null ? "" : info);
    Optional<byte[]> ics = path.matches() ? calendars.feed(path.group(1)) : Optional.empty();
    if (ics.isEmpty()) {
      guard.missed(from);
      response.setStatus(HttpServletResponse.SC_NOT_FOUND); // no page: no person reads this
      return;
    }
    CalendarAnswer.send(ics.get(), "visits.ics", response);
  }
}
