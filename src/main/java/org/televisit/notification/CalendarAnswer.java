package org.televisit.notification;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** How iCalendar is answered: for this one reader, and for no cache on the way. */
final class CalendarAnswer {

  private CalendarAnswer() {}

  static void send(byte[] ics, String fileName, HttpServletResponse response) throws IOException {
    response.setContentType("text/calendar; charset=UTF-8");
    response.setHeader("Cache-Control", "private, no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
    response.setContentLength(ics.length);
    response.getOutputStream().write(ics);
  }
}
