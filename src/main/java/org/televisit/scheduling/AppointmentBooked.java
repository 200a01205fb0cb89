package org.televisit.scheduling;

/** A visit was agreed. Fired in the booking's transaction. */
public record AppointmentBooked(AppointmentId appointment) implements AppointmentNews {}
