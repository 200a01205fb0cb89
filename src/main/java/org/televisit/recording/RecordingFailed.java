package org.televisit.recording;

import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** Fired in the transaction that gives a recording up. What had arrived is kept. */
public record RecordingFailed(RecordingId id, AppointmentId appointment, UUID seat) {}
