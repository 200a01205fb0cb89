package org.televisit.scheduling;

import org.televisit.availability.TimeSlot;
import org.televisit.identity.PersonRef;

/**
 * A visit takes place at another time, or with another practitioner. Fired in the move's
 * transaction.
 *
 * @param before when it was to take place
 * @param formerly the practitioner with whom; the same as now where it was not handed over
 */
public record AppointmentMoved(AppointmentId appointment, TimeSlot before, PersonRef formerly)
    implements AppointmentNews {}
