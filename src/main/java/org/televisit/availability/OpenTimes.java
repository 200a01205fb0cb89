package org.televisit.availability;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.Deviation.Kind;

/**
 * When one practitioner takes visits; pure.
 *
 * <p>Weekly hours are those of the clinic's wall clock. Where clocks are put back and a time comes
 * twice, the first is meant; where they are put forward over it, the moment at which that happens.
 * So hours that lie in the gap alone do not exist that day, and hours around it are as much
 * shorter.
 *
 * @param zone of the clinic
 * @param weekly of the practitioner
 * @param deviations of the practitioner and of the clinic
 */
record OpenTimes(ZoneId zone, List<WeeklyHours> weekly, List<Deviation> deviations) {

  /** The times of [from, to) at which visits of this kind may take place. */
  Moments between(String type, Instant from, Instant to) {
    List<Span> open = new ArrayList<>(weekly(type, from, to));
    open.addAll(spans(d -> d.getKind() == Kind.EXTRA && d.counts(type)));
    Moments closed = Moments.of(spans(d -> d.getKind() != Kind.EXTRA));
    return Moments.of(open).within(from, to).minus(closed);
  }

  private List<Span> weekly(String type, Instant from, Instant to) {
    List<Span> open = new ArrayList<>();
    LocalDate last = LocalDate.ofInstant(to, zone);
    for (LocalDate day = LocalDate.ofInstant(from, zone);
        !day.isAfter(last);
        day = day.plusDays(1)) {
      for (WeeklyHours hours : weekly) {
        @Nullable Span span = hours.counts(day, type) ? span(day, hours.wish()) : null;
        if (span != null) {
          open.add(span);
        }
      }
    }
    return open;
  }

  private @Nullable Span span(LocalDate day, WeeklyHours.Wish hours) {
    Instant start = at(day, hours.fromMinute());
    Instant end = at(day, hours.untilMinute());
    return end.isAfter(start) ? new Span(start, end) : null;
  }

  private Instant at(LocalDate day, int minute) {
    return ClinicCalendar.moment(day.atStartOfDay().plusMinutes(minute), zone);
  }

  private List<Span> spans(Predicate<Deviation> which) {
    return deviations.stream().filter(which).map(Deviation::span).toList();
  }
}
