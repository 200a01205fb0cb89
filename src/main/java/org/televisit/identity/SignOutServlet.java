package org.televisit.identity;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Ends the login session here and at the provider. Only by POST: the session cookie is not sent
 * with a POST from a foreign page (SameSite), so nobody can be signed out by a link.
 */
@WebServlet("/sign-out")
public class SignOutServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  @Inject transient People people;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    Actor actor = ActorFactory.from(request);
    try {
      people.signOut(actor);
    } finally { // whatever else fails, nobody stays signed in against their will
      request.logout(); // the OIDC client also revokes the provider's session
      @Nullable HttpSession session = request.getSession(false);
      if (session != null) {
        session.invalidate();
      }
    }
    response.sendRedirect(request.getContextPath() + StartPage.WELCOME);
  }
}
