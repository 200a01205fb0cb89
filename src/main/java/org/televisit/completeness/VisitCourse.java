package org.televisit.completeness;

import java.util.List;
import org.televisit.scheduling.AppointmentId;

/**
 * What happened in a room that is closed for good.
 *
 * @param inProgress from the first admission to the end of the visit
 * @param attendances all of the presence ledger
 */
public record VisitCourse(AppointmentId visit, Span inProgress, List<Attendance> attendances) {

  public VisitCourse {
    attendances = List.copyOf(attendances);
  }
}
