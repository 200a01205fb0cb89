package org.televisit.scheduling;

/**
 * Somebody who waits has given back a time that was offered to them. Fired in the transaction in
 * which that happens; who lets an offer pass is not asked.
 */
public record WaitlistWithdrawn(AppointmentId appointment) implements AppointmentNews {}
