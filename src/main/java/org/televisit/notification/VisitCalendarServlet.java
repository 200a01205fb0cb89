package org.televisit.notification;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.HttpConstraint;
import jakarta.servlet.annotation.ServletSecurity;
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
import org.televisit.identity.ActorFactory;
import org.televisit.platform.Language;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.AppointmentId;

/**
 * One visit for the own calendar: {@code GET /visit/calendar/<appointment>.ics}. 404 for a path or
 * a visit that is not, and for somebody else's.
 */
@WebServlet("/visit/calendar/*")
@ServletSecurity(@HttpConstraint(rolesAllowed = {"patient", "practitioner"}))
public class VisitCalendarServlet extends HttpServlet {
  @Serial private static final long serialVersionUID = 1L;

  private static final Pattern PATH =
      Pattern.compile("/([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\\.ics");

  @Inject transient CalendarReader calendars;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    @Nullable String info = request.getPathInfo();
    Matcher path = PATH.matcher(info == null ? "" : info);
    Optional<byte[]> ics =
        path.matches() ? visit(request, AppointmentId.parse(path.group(1))) : Optional.empty();
    if (ics.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    CalendarAnswer.send(ics.get(), "visit.ics", response);
  }

  private Optional<byte[]> visit(HttpServletRequest request, AppointmentId id) {
    try {
      return Optional.of(
          calendars.export(ActorFactory.from(request), id, Language.of(request).locale()));
    } catch (NotFoundException e) {
      return Optional.empty();
    }
  }
}
