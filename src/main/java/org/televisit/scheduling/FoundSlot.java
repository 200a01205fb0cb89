package org.televisit.scheduling;

import java.io.Serializable;
import java.util.UUID;
import org.televisit.availability.TimeSlot;

/** A time at which a practitioner can be booked, as far as is known now. */
public record FoundSlot(UUID practitioner, TimeSlot slot) implements Serializable {}
