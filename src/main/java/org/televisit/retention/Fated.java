package org.televisit.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.RecordingEvidence;
import org.televisit.retention.OwnRecording.Fate;
import org.televisit.scheduling.Appointment;

/**
 * One recording and what becomes of it.
 *
 * @param plan empty if no policy covers it, or it is being deleted or was
 */
record Fated(RecordingEvidence recording, Optional<PlannedDeletion> plan, boolean held) {

  Fate fate() {
    RecordingEvidence.Erasure erasure = recording.erasure();
    if (erasure != null) {
      return erasure.at() == null ? Fate.DELETING : Fate.DELETED;
    }
    if (held) {
      return Fate.HELD;
    }
    return plan.isPresent() ? Fate.KEPT : Fate.UNLIMITED;
  }

  /** Recordings of one person in one visit that have the same fate, at least one. */
  static OwnRecording together(Appointment visit, List<Fated> alike) {
    Fated first = alike.get(0);
    Fate fate = first.fate();
    @Nullable LocalDate day =
        fate == Fate.KEPT
            ? alike.stream()
                .map(f -> f.plan.orElseThrow().day())
                .max(Comparator.naturalOrder())
                .get()
            : null;
    @Nullable Instant at =
        alike.stream()
            .map(f -> f.recording.erasure())
            .filter(Objects::nonNull)
            .map(RecordingEvidence.Erasure::at)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null);
    return new OwnRecording(
        visit,
        first.recording.whose().name(),
        fate,
        alike.stream()
            .map(f -> f.recording.summary().length())
            .reduce(Duration.ZERO, Duration::plus),
        day,
        at,
        fate == Fate.KEPT ? first.plan.orElseThrow().policy().reason() : "");
  }
}
