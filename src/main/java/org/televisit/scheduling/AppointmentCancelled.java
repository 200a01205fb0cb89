package org.televisit.scheduling;

/** A visit was called off. Fired in the cancellation's transaction; never for a mere hold. */
public record AppointmentCancelled(AppointmentId appointment) implements AppointmentNews {}
