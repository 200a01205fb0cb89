package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Locale;
import org.televisit.platform.ClinicInfo;

/** Knows what stands in every calendar entry: the clinic, its zone, its address. */
@ApplicationScoped
class CalendarWriter {

  @Inject ClinicInfo clinic;
  @Inject MailSettings settings;
  @Inject MailServer server;
  @Inject Clock clock;

  VisitIcs in(Locale locale) {
    return new VisitIcs(
        clinic.getName(), clinic.getZone(), server.sender(), settings, clock.instant(), locale);
  }
}
