package org.televisit.recording;

import java.time.Duration;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/**
 * Fired in the transaction that completes a recording: all of it is sealed in the vault.
 *
 * @param seat whose media it is
 * @param duration of the media
 */
public record RecordingSealed(
    RecordingId id, AppointmentId appointment, UUID seat, Duration duration) {}
