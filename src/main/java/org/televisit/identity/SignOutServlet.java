package org.televisit.identity;

import jakarta.inject.Inject;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;

/**
 * Ends the login session here and at the provider. Only by POST: the session cookie is not sent
 * with a POST from a foreign page (SameSite), so nobody can be signed out by a link.
 */
@WebServlet("/sign-out")
public class SignOutServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  @Inject transient Departure departure;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    departure.of(request);
    response.sendRedirect(request.getContextPath() + StartPage.WELCOME);
  }
}
