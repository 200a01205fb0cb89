package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.televisit.platform.ClinicInfo;
import org.televisit.platform.NotFoundException;

/**
 * When visits may take place, and by which rules they are booked. What is booked already is not
 * known here. None of it is about a patient, so reading it is not audited.
 *
 * <p>A practitioner without working hours is never open: patients cannot book them. The clinic's
 * office may book anybody at any time.
 */
@ApplicationScoped
@Transactional
public class AvailabilityService {

  private static final Duration LONGEST_SLOT = Duration.ofHours(24);

  @Inject AvailabilityBooks books;
  @Inject ClinicInfo clinic;

  /**
   * Times at which the practitioner takes visits of this kind: weekly hours in the clinic's zone
   * and extra hours, without absences and the clinic's closures. Never of a kind that is not
   * offered any more.
   *
   * @return merged, by start, clipped to [from, to); what is open for more than 24 hours comes in
   *     slots that touch, as no slot is longer
   * @throws NotFoundException if there is no such kind of visit
   */
  public List<TimeSlot> open(UUID practitioner, String visitType, Instant from, Instant to) {
    if (!type(visitType).isActive() || !from.isBefore(to)) {
      return List.of();
    }
    return slots(times(practitioner, from, to).between(visitType, from, to));
  }

  /** The same for visits of any kind that is offered. */
  public List<TimeSlot> open(UUID practitioner, Instant from, Instant to) {
    if (!from.isBefore(to)) {
      return List.of();
    }
    OpenTimes times = times(practitioner, from, to);
    return slots(
        Moments.of(
            books.types().stream()
                .filter(VisitType::isActive)
                .flatMap(type -> times.between(type.getCode(), from, to).spans().stream())
                .toList()));
  }

  private static List<TimeSlot> slots(Moments open) {
    List<TimeSlot> slots = new ArrayList<>();
    for (Span span : open.spans()) {
      Instant start = span.start();
      while (Duration.between(start, span.end()).compareTo(LONGEST_SLOT) > 0) {
        slots.add(TimeSlot.of(start, LONGEST_SLOT));
        start = start.plus(LONGEST_SLOT);
      }
      slots.add(new TimeSlot(start, span.end()));
    }
    return slots;
  }

  /**
   * Whether a visit lies within the practitioner's hours for its kind as a whole; also one of a
   * kind that is not offered any more.
   */
  public boolean takes(UUID practitioner, String visitType, TimeSlot slot) {
    return times(practitioner, slot.start(), slot.end())
        .between(visitType, slot.start(), slot.end())
        .contain(slot);
  }

  /** All that says when the practitioner takes visits in [from, to). */
  OpenTimes times(UUID practitioner, Instant from, Instant to) {
    ZoneId zone = clinic.getZone();
    return new OpenTimes(
        zone,
        books.weekly(practitioner, LocalDate.ofInstant(from, zone), LocalDate.ofInstant(to, zone)),
        books.deviations(practitioner, from, to));
  }

  /** By which rules visits are booked. */
  public BookingRules rules() {
    return books.rules().rules();
  }

  /**
   * A kind of visit, whether it is offered or not.
   *
   * @throws NotFoundException if there is none of that code
   */
  public VisitType type(String code) {
    return books.type(code).orElseThrow(() -> new NotFoundException("no visit type " + code));
  }

  /** All kinds of visits: the usual one first, those not offered any more last. */
  public List<VisitType> types() {
    return books.types();
  }
}
