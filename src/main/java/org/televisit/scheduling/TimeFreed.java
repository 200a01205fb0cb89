package org.televisit.scheduling;

import java.util.UUID;
import org.televisit.availability.TimeSlot;

/** A practitioner has time again: a visit was called off or moved, or a hold became no booking. */
record TimeFreed(UUID practitioner, TimeSlot slot) implements AppointmentNews {}
