package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;

/** What readers of recordings ask of the rows. */
@ApplicationScoped
@Transactional
class RecordingLibrary {

  @Inject Recordings recordings;

  List<RecordingSummary> of(AppointmentId visit) {
    return recordings.of(visit).stream().map(Recording::summary).toList();
  }

  Duration stored(UUID seat, Capture media) {
    return Duration.ofMillis(recordings.sealedMillis(seat, media));
  }

  List<RecordingEvidence> evidence(AppointmentId visit) {
    return recordings.evidence(recordings.of(visit));
  }

  /**
   * @throws NoSuchElementException if there is no such recording, or it is not sealed
   */
  Fingerprint fingerprint(RecordingId id) {
    Recording recording = recordings.get(id);
    return Optional.ofNullable(recording.fingerprint())
        .orElseThrow(() -> new NoSuchElementException(id.entity() + " is not sealed"));
  }
}
