package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.televisit.completeness.Attendance;
import org.televisit.completeness.Span;
import org.televisit.completeness.VisitCourse;
import org.televisit.scheduling.AppointmentId;

/** Tells from encounter and presence ledger how a visit went that is over. */
@ApplicationScoped
@Transactional
class VisitCourses {

  @Inject Encounters encounters;

  /** Empty while the visit goes on, and if it never took place. */
  Optional<VisitCourse> of(AppointmentId visit) {
    return encounters.of(List.of(visit)).stream()
        .findFirst()
        .flatMap(e -> e.course().map(span -> course(visit, span, e.id())));
  }

  private VisitCourse course(AppointmentId visit, Span inProgress, UUID encounter) {
    return new VisitCourse(
        visit,
        inProgress,
        attendances(encounter),
        encounters.screens(encounter).stream().map(ScreenShare::shared).toList());
  }

  /** Who was never let in does not attend: they can neither be seen nor heard. */
  private List<Attendance> attendances(UUID encounter) {
    Map<UUID, Seat> seats =
        encounters.seats(encounter).stream()
            .collect(Collectors.toMap(Seat::id, Function.identity()));
    List<Attendance> attendances = new ArrayList<>();
    for (Presence presence : encounters.presences(encounter)) {
      Seat seat = seats.get(presence.seat());
      Instant admitted = seat == null ? null : seat.admittedAt();
      if (seat != null && admitted != null) {
        attendances.add(presence.attendance(seat.sitter(), admitted));
      }
    }
    return attendances;
  }

  List<AppointmentId> finishedSince(Instant moment) {
    return encounters.finishedSince(moment);
  }
}
