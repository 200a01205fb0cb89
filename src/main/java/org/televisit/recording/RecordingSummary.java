package org.televisit.recording;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;

/**
 * What a reader may know of a recording without opening it.
 *
 * @param name the recorded person, as they were called that day
 * @param role whether patient or practitioner
 * @param stretch 1 for the person's first recording in this visit; a pause or a new connection
 *     begins the next
 * @param media whether their camera or their screen
 * @param startedAt when the first media arrived; null if none ever did
 * @param endedAt null while it runs
 * @param durationMs length of the media in milliseconds, known once it is sealed
 * @param failure why it failed; null unless the state is {@link RecordingState#FAILED}
 * @param endedBecause code of a {@link RecordingEnd}; null while it runs, and of recordings that
 *     ended before reasons were kept
 * @param erasedUnder what it is destroyed under, {@code policy/<id>} or {@code request/<id>}; null
 *     while it is kept
 */
public record RecordingSummary(
    RecordingId id,
    AppointmentId appointment,
    String name,
    Role role,
    int stretch,
    Capture media,
    RecordingState state,
    Instant requestedAt,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMs,
    @Nullable String failure,
    @Nullable String endedBecause,
    @Nullable String erasedUnder) {

  /** Length of the media; zero while it is not known. */
  public Duration length() {
    return durationMs == null ? Duration.ZERO : Duration.ofMillis(durationMs);
  }

  /** Whether it was destroyed, or is about to be. */
  public boolean isErased() {
    return erasedUnder != null;
  }

  public boolean playable() {
    return state == RecordingState.SEALED && !isErased();
  }
}
