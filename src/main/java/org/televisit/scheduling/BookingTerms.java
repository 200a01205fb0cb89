package org.televisit.scheduling;

import static org.televisit.scheduling.SlotRefusedException.Reason.CLOSED;
import static org.televisit.scheduling.SlotRefusedException.Reason.NOT_FOR_PATIENTS;
import static org.televisit.scheduling.SlotRefusedException.Reason.PAST;
import static org.televisit.scheduling.SlotRefusedException.Reason.TOO_FAR;
import static org.televisit.scheduling.SlotRefusedException.Reason.TOO_SOON;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.BookingRules;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;

/**
 * On which terms time is given away at this moment. The clinic may book whatever lies ahead;
 * patients are bound by kinds of visits, working hours, notice and horizon.
 */
@ApplicationScoped
class BookingTerms {

  @Inject AvailabilityService availability;
  @Inject Clock clock;

  Instant now() {
    return clock.instant();
  }

  /** When what is held from {@code now} on is over. */
  Instant holdEnds(Instant now) {
    return now.plus(availability.rules().holdFor());
  }

  /** What the practitioner keeps free around a visit of that kind. */
  Buffers buffers(String visitType) {
    VisitType type = availability.type(visitType);
    return new Buffers(type.getBufferBefore(), type.getBufferAfter());
  }

  /** How long a visit of that kind takes. */
  Duration length(String visitType) {
    return availability.type(visitType).getDuration();
  }

  /**
   * Whether that time may be taken.
   *
   * @throws SlotRefusedException if the clinic's rules forbid it
   */
  void check(Standing standing, VisitWish wish, Instant now) {
    if (!wish.slot().start().isAfter(now)) {
      throw new SlotRefusedException(PAST);
    }
    if (standing == Standing.PATIENT) {
      checkForPatient(wish, now);
    }
  }

  private void checkForPatient(VisitWish wish, Instant now) {
    VisitType type = availability.type(wish.type());
    BookingRules rules = availability.rules();
    Instant start = wish.slot().start();
    if (!type.isActive()
        || !type.isBookableByPatient()
        || !wish.slot().length().equals(type.getDuration())) {
      throw new SlotRefusedException(NOT_FOR_PATIENTS);
    }
    if (start.isBefore(now.plus(rules.minimumNotice()))) {
      throw new SlotRefusedException(TOO_SOON);
    }
    if (start.isAfter(now.plus(rules.horizon()))) {
      throw new SlotRefusedException(TOO_FAR);
    }
    if (!isOpen(wish)) {
      throw new SlotRefusedException(CLOSED);
    }
  }

  /** Whether the practitioner takes such visits during the whole slot, whatever is booked. */
  boolean isOpen(VisitWish wish) {
    TimeSlot slot = wish.slot();
    List<TimeSlot> open =
        availability.open(wish.practitioner(), wish.type(), slot.start(), slot.end());
    return open.size() == 1 && open.get(0).equals(slot); // clipped to the slot
  }

  /**
   * Whether a visit may still be called off or moved.
   *
   * @throws NotCancellableException if it begins too soon for a patient to do so
   */
  void checkChange(Standing standing, TimeSlot slot, Instant now) {
    if (standing == Standing.PATIENT
        && now.isAfter(slot.start().minus(availability.rules().cancelUntil()))) {
      throw NotCancellableException.tooLate();
    }
  }

  /** Whether a patient may still call it off or move it. */
  boolean isChangeableByPatient(Appointment visit) {
    return visit.getStatus() == AppointmentStatus.BOOKED
        && !clock
            .instant()
            .isAfter(visit.getSlot().start().minus(availability.rules().cancelUntil()));
  }
}
