package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import org.jspecify.annotations.Nullable;
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

  /** What the clinic's wall shows at that moment. */
  public LocalDateTime wall(Instant moment) {
    return LocalDateTime.ofInstant(moment, clinic.getZone());
  }

  /** The same, with its offset from UTC. */
  public ZonedDateTime zoned(Instant moment) {
    return moment.atZone(clinic.getZone());
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

  /**
   * When something begins or ends that is bound to no exact time: as {@link #slot}, but where
   * clocks are put forward over the time, the moment at which that happens.
   */
  public Instant moment(LocalDateTime wall) {
    return moment(wall, clinic.getZone());
  }

  static Instant moment(LocalDateTime wall, ZoneId zone) {
    @Nullable ZoneOffsetTransition change = zone.getRules().getTransition(wall);
    return change != null && change.isGap()
        ? change.getInstant()
        : wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
  }
}
