package org.televisit.completeness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The application was gone while people were in a visit. There was nobody to whom they could have
 * been connected until it was back and their pages had found it; that they were not there is the
 * one thing that is not known of them. So who was there before and is again right afterwards counts
 * as there, and what is missing meanwhile is a gap.
 */
final class Outage {

  /** Pages come back by themselves within seconds; who takes longer was away. */
  private static final Duration LONGEST_RETURN = Duration.ofMinutes(1);

  /** As the ledger, and a recording's row, are told by the recovery of what had died. */
  private static final String LOST = "lost";

  private static final String NODE_DIED = "node-died";

  private Outage() {}

  /** The course with a line in the ledger for each return after an outage. */
  static VisitCourse bridged(VisitCourse course, List<Stretch> stretches) {
    List<Attendance> lines = new ArrayList<>(course.attendances());
    for (Attendance before : course.attendances()) {
      if (before.endedBecause().equals(LOST) && hasDied(before, stretches)) {
        next(course, before)
            .filter(after -> !after.from().isAfter(before.to().plus(LONGEST_RETURN)))
            .ifPresent(after -> lines.add(between(before, after)));
      }
    }
    return new VisitCourse(course.visit(), course.inProgress(), lines, course.screens());
  }

  private static Optional<Attendance> next(VisitCourse course, Attendance before) {
    return course.attendances().stream()
        .filter(a -> a.seat().equals(before.seat()) && a.from().isAfter(before.to()))
        .min(Comparator.comparing(Attendance::from));
  }

  /** Whether what was recorded last of this person in that time ended with the application. */
  private static boolean hasDied(Attendance line, List<Stretch> stretches) {
    UUID seat = line.seat();
    return stretches.stream()
        .filter(s -> s.whose().seat().equals(seat) && s.requested().isBefore(line.to()))
        .max(Comparator.comparing(Stretch::requested))
        .filter(last -> last.life().to().isAfter(line.from()))
        .map(last -> NODE_DIED.equals(last.endedBecause()))
        .orElse(false);
  }

  private static Attendance between(Attendance before, Attendance after) {
    return new Attendance(
        before.seat(),
        before.subject(),
        before.name(),
        before.role(),
        before.to(),
        after.from(),
        NODE_DIED);
  }
}
