package org.televisit.recording;

import java.util.List;
import org.televisit.scheduling.AppointmentId;

/**
 * One visit and what was recorded of it.
 *
 * @param recordings by person and in order of time; none if nothing was recorded
 */
public record RecordedVisit(AppointmentId visit, List<RecordingSummary> recordings) {

  public RecordedVisit {
    recordings = List.copyOf(recordings);
  }

  /** Whether a recording failed, so that something which should be there is not. */
  public boolean isAlarming() {
    return recordings.stream().anyMatch(r -> r.state() == RecordingState.FAILED);
  }
}
