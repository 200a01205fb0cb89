package org.televisit.scheduling;

/** A visit was called off. Fired in the cancellation's transaction. */
public record AppointmentCancelled(AppointmentId appointment) {}
