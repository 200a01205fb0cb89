package org.televisit.retention;

import java.time.Instant;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;

/**
 * A recording that has ended and is still there.
 *
 * @param visitType code of the visit's kind
 * @param jurisdiction whose law counts: where the patient had said they were when it ended, else
 *     the clinic's
 * @param held whether a legal hold lies on its visit
 */
public record KeptRecording(
    RecordingEvidence evidence, String visitType, String jurisdiction, boolean held) {

  public RecordingId id() {
    return evidence.summary().id();
  }

  public AppointmentId visit() {
    return evidence.whose().appointment();
  }

  public String name() {
    return evidence.whose().name();
  }

  Instant ended() {
    return ended(evidence);
  }

  /** When it ended; one that never began ended when it was asked for. */
  static Instant ended(RecordingEvidence evidence) {
    Instant ended = evidence.summary().endedAt();
    return ended == null ? evidence.summary().requestedAt() : ended;
  }
}
