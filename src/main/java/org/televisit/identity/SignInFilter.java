package org.televisit.identity;

import jakarta.inject.Inject;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.LoginSession.Known;

/**
 * Notices the first request of a login session. The OIDC client tells nobody that somebody signed
 * in, and a person may arrive at any page; also at one that is refused, hence the error dispatch.
 */
@WebFilter(
    urlPatterns = "/*",
    asyncSupported = true,
    dispatcherTypes = {DispatcherType.REQUEST, DispatcherType.ERROR})
public class SignInFilter extends HttpFilter {
  @Serial private static final long serialVersionUID = 1L;

  private static final String PROGRAMS = "/fhir";

  @Inject transient People people;

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // programs bring a token with each request, and have no session
    if (request.getUserPrincipal() != null && !request.getServletPath().equals(PROGRAMS)) {
      Actor actor = ActorFactory.from(request);
      notice(
          actor,
          new Known(actor.subject(), ContactFactory.from(request)),
          LoginSession.of(request.getSession()));
    }
    chain.doFilter(request, response);
  }

  private void notice(Actor actor, Known now, AtomicReference<@Nullable Known> known) {
    @Nullable Known before = known.getAndSet(now);
    if (now.equals(before)) {
      return;
    }
    try {
      if (before == null || !before.subject().equals(actor.subject())) {
        people.signIn(actor, now.contact());
      } else {
        people.reach(actor, now.contact()); // another language, or another zone
      }
    } catch (RuntimeException e) {
      known.set(before); // the next request tries again: no access without its audit event
      throw e;
    }
  }
}
