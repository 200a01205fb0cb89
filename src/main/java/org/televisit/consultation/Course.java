package org.televisit.consultation;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentStatus;

/**
 * How a visit goes beside how it was planned. A pure function of appointment, encounter and time.
 *
 * @param since when it came into its state; null where nobody has come
 * @param late by how much it is behind its plan: somebody is awaited after its start, or it goes on
 *     after its end; null if it is not
 * @param absent whether it should be over and the patient has not come
 */
public record Course(@Nullable Instant since, @Nullable Duration late, boolean absent) {

  static Course of(
      Appointment appointment, VisitState state, @Nullable Encounter encounter, Instant now) {
    TimeSlot slot = appointment.getSlot();
    boolean absent =
        appointment.getStatus() == AppointmentStatus.BOOKED && !now.isBefore(slot.end());
    return new Course(
        encounter == null ? null : encounter.since(),
        switch (state) {
          case OPEN, WAITING -> after(slot.start(), now);
          case IN_PROGRESS -> after(slot.end(), now);
          case PLANNED, DONE, MISSED, NOSHOW, CANCELLED -> null;
        },
        absent);
  }

  private static @Nullable Duration after(Instant planned, Instant now) {
    return now.isAfter(planned) ? Duration.between(planned, now) : null;
  }
}
