package org.televisit.scheduling;

/**
 * A time is held for somebody who waits, until {@link Appointment#getHeldUntil}; the patient should
 * hear of it. Fired in the transaction of the hold.
 */
public record WaitlistOffered(AppointmentId appointment) implements AppointmentNews {}
