package org.televisit.scheduling;

import org.televisit.availability.TimeSlot;

/**
 * A visit takes place at another time. Fired in the move's transaction.
 *
 * @param before when it was to take place
 */
public record AppointmentMoved(AppointmentId appointment, TimeSlot before)
    implements AppointmentNews {}
