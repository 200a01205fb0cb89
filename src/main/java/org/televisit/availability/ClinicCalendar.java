package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.televisit.platform.ClinicInfo;

/** Days and hours as the clinic counts them, in its own zone. */
@ApplicationScoped
public class ClinicCalendar {

  @Inject Clock clock;
  @Inject ClinicInfo clinic;

  public LocalDate today() {
    return dayOf(clock.instant());
  }

  public LocalDate dayOf(Instant moment) {
    return LocalDate.ofInstant(moment, clinic.getZone());
  }

  /** The first instant of the day; the next day's is where it ends, 23 to 25 hours later. */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(clinic.getZone()).toInstant();
  }

  /**
   * A slot that begins at the given time on the clinic's wall. Where clocks are put back and the
   * time comes twice, the first is meant.
   *
   * @throws NoSuchLocalTimeException where clocks are put forward over it
   */
  public TimeSlot slot(LocalDateTime start, Duration length) {
    ZoneId zone = clinic.getZone();
    if (zone.getRules().getValidOffsets(start).isEmpty()) {
      throw new NoSuchLocalTimeException();
    }
    return TimeSlot.of(start.atZone(zone).toInstant(), length);
  }
}
