package org.televisit.completeness;

import java.util.List;
import org.televisit.scheduling.AppointmentId;

/**
 * What happened in a room that is closed for good.
 *
 * @param inProgress from the first admission to the end of the visit
 * @param attendances all of the presence ledger
 * @param screens when which screen was shared; empty for visits from before that was written down
 */
public record VisitCourse(
    AppointmentId visit,
    Span inProgress,
    List<Attendance> attendances,
    List<SharedScreen> screens) {

  public VisitCourse {
    attendances = List.copyOf(attendances);
    screens = List.copyOf(screens);
  }
}
