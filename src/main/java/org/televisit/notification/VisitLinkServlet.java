package org.televisit.notification;

import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentId;

/**
 * The addresses in letters and calendars: {@code GET /visit/link/<appointment>} leads to the
 * visit's page, {@code GET /visit/offer/<appointment>} to where an offered time is booked or given
 * back. Paths, because what follows a question mark is lost on the way through sign-in.
 */
@WebServlet({"/visit/link/*", "/visit/offer/*"})
@ServletSecurity(@HttpConstraint(rolesAllowed = {"patient", "practitioner"}))
public class VisitLinkServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  static final String OFFER = "/visit/offer";

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String path = request.getPathInfo();
    String page =
        request.getServletPath().equals(OFFER) ? "/patient/hold.xhtml" : "/room/visit.xhtml";
    try {
      AppointmentId visit = AppointmentId.parse(path == null ? "" : path.substring(1));
      response.sendRedirect(request.getContextPath() + page + "?id=" + visit);
    } catch (IllegalArgumentException e) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    }
  }
}
