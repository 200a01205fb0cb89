package org.televisit.identity;

import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signs out whom nobody has seen for as long as the session's timeout (OWASP ASVS 5.0, 7.3.1). The
 * server counts every request, and a page that looks for news by itself would keep its session for
 * ever: what such a page asks for does not count here. Signed out at the provider, too, or the page
 * would sign in again by itself.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class IdleFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  /** Every {@code p:poll} of a page has the id "poll". */
  private static final String POLL = ":poll";

  /** Pictures, scripts and styles, which a page fetches again whenever it draws itself anew. */
  private static final List<String> PARTS =
      List.of("/img/", "/js/", "/jakarta.faces.resource/", "/favicon.ico");

  private static final String PROGRAMS = "/fhir"; // which bring a token, and have no session

  @Inject transient Departure departure;
  @Inject transient Clock clock;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    @Nullable HttpSession session = request.getSession(false);
    if (session == null || request.getServletPath().equals(PROGRAMS)) {
      chain.doFilter(request, response);
      return;
    }
    Instant now = clock.instant();
    LastDeed last = LastDeed.of(session);
    if (request.getUserPrincipal() != null && isOver(session, last, now)) {
      departure.of(request);
      askToSignIn(request, response);
      return;
    }
    if (!isAskedByThePage(request)) {
      last.note(now); // also of somebody who is about to sign in
    }
    chain.doFilter(request, response);
  }

  private static boolean isOver(HttpSession session, LastDeed last, Instant now) {
    int seconds = session.getMaxInactiveInterval(); // none: it never ends by itself
    return seconds > 0 && last.isLongerAgo(Duration.ofSeconds(seconds), now);
  }

  private static boolean isPartial(HttpServletRequest request) {
    return "partial/ajax".equals(request.getHeader("Faces-Request"));
  }

  private static boolean isAskedByThePage(HttpServletRequest request) throws IOException {
    if (PARTS.stream().anyMatch(request.getServletPath()::startsWith)) {
      return true;
    }
    if (!isPartial(request)) {
      return false;
    }
    if (request.getCharacterEncoding() == null) {
      request.setCharacterEncoding("UTF-8"); // as Faces does, which reads the parameters later
    }
    @Nullable String source = request.getParameter("jakarta.faces.source");
    return source != null && source.endsWith(POLL);
  }

  /** A page's script loads the page again; a page comes again after signing in. */
  private static void askToSignIn(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (isPartial(request)) {
      response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
    } else if (request.getMethod().equals("GET")) {
      @Nullable String query = request.getQueryString();
      response.sendRedirect(request.getRequestURL() + (query == null ? "" : "?" + query));
    } else {
      response.sendRedirect(request.getContextPath() + StartPage.WELCOME);
    }
  }
}
