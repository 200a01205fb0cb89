package org.televisit.completeness;

import java.util.List;
import org.televisit.recording.RecordingEvidence;

/**
 * All that a certificate tells of a visit.
 *
 * @param inProgress from the first admission to the visit's end
 * @param tolerance what counts as no alarm
 * @param recordings every stretch, also those that failed
 */
record Findings(
    Span inProgress,
    Tolerance tolerance,
    Completeness completeness,
    List<RecordingEvidence> recordings) {

  Findings {
    recordings = List.copyOf(recordings);
  }

  boolean isComplete() {
    return completeness.isComplete(tolerance);
  }
}
