package org.televisit.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Patient;
import org.televisit.identity.Practitioner;

/** A visit that Anna has with Dr Lin at ten. */
final class SchedulingFixture {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final TimeSlot SLOT = TimeSlot.of(TEN, Duration.ofMinutes(20));

  static final Practitioner LIN = new Practitioner(UUID.randomUUID(), "lin", "Dr Lin");

  private SchedulingFixture() {}

  static Appointment visit() {
    return visit(SLOT, TEN.minus(Duration.ofDays(1)));
  }

  static Appointment visit(TimeSlot slot, Instant bookedAt) {
    return Appointment.book(
        new Patient(UUID.randomUUID(), "anna", "Anna"),
        LIN,
        slot,
        new Booked("admin", bookedAt, VisitType.CONSULTATION));
  }
}
