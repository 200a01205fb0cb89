package org.televisit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import org.jspecify.annotations.Nullable;

/** Ends a login session here and at the provider. */
@ApplicationScoped
class Departure {

  @Inject People people;

  /** Whatever else fails, nobody stays signed in. */
  void of(HttpServletRequest request) throws ServletException {
    Actor actor = ActorFactory.from(request);
    try {
      people.signOut(actor);
    } finally {
      request.logout(); // the OIDC client also revokes the provider's session
      @Nullable HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
    }
  }
}
