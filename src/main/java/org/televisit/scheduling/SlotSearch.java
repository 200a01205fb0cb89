package org.televisit.scheduling;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.televisit.availability.TimeSlot;

/**
 * Finds the times at which a visit fits, on a grid. A pure function of what is open and what is
 * taken: the visit must lie in open time; what is kept free around it may not, but must not touch
 * what the practitioner has booked.
 *
 * @param length of the visit; positive
 * @param buffers what the practitioner keeps free around it
 * @param earliest the visit begins then at the earliest
 * @param latestStart the visit begins then at the latest
 * @param latestEnd the visit ends then at the latest
 * @param step distance of the grid's lines, counted from the epoch; positive. One that divides 15
 *     minutes is a grid on the wall of every zone
 */
record SlotSearch(
    Duration length,
    Buffers buffers,
    Instant earliest,
    Instant latestStart,
    Instant latestEnd,
    Duration step) {

  /** Starts after {@code after} and before {@code before}, both exclusive, are impossible. */
  private record Barred(Instant after, Instant before) {}

  /**
   * All of them, by start.
   *
   * @param open when the practitioner takes such visits, in any order
   * @param practitioner when the practitioner is taken, buffers included
   * @param patient when the patient is taken
   * @param most no more than these; the first ones
   */
  List<TimeSlot> in(
      List<TimeSlot> open, List<Blocked> practitioner, List<TimeSlot> patient, int most) {
    List<Barred> barred = barred(practitioner, patient);
    List<TimeSlot> found = new ArrayList<>();
    int next = 0;
    for (Blocked stretch : merged(open)) {
      Instant start = onGrid(later(stretch.from(), earliest));
      Instant last = earlier(latestStart, earlier(stretch.to(), latestEnd).minus(length));
      while (!start.isAfter(last) && found.size() < most) {
        while (next < barred.size() && !barred.get(next).before().isAfter(start)) {
          next++;
        }
        if (next < barred.size() && barred.get(next).after().isBefore(start)) {
          start = onGrid(barred.get(next).before());
        } else {
          found.add(TimeSlot.of(start, length));
          start = start.plus(step);
        }
      }
    }
    return found;
  }

  private List<Barred> barred(List<Blocked> practitioner, List<TimeSlot> patient) {
    Stream<Barred> byPractitioner =
        practitioner.stream()
            .map(
                busy ->
                    new Barred(
                        busy.from().minus(length).minus(buffers.after()),
                        busy.to().plus(buffers.before())));
    Stream<Barred> byPatient =
        patient.stream().map(busy -> new Barred(busy.start().minus(length), busy.end()));
    List<Barred> sorted =
        Stream.concat(byPractitioner, byPatient)
            .sorted(Comparator.comparing(Barred::after))
            .toList();
    List<Barred> merged = new ArrayList<>();
    for (Barred one : sorted) {
      int last = merged.size() - 1;
      // where one ends and the next begins, exactly that start is possible
      if (last >= 0 && one.after().isBefore(merged.get(last).before())) {
        Barred before = merged.get(last);
        merged.set(last, new Barred(before.after(), later(before.before(), one.before())));
      } else {
        merged.add(one);
      }
    }
    return merged;
  }

  /** Stretches of open time; those that touch are one. Longer than a slot may be. */
  private static List<Blocked> merged(List<TimeSlot> open) {
    List<Blocked> merged = new ArrayList<>();
    for (TimeSlot slot : open.stream().sorted(Comparator.comparing(TimeSlot::start)).toList()) {
      int last = merged.size() - 1;
      if (last >= 0 && !slot.start().isAfter(merged.get(last).to())) {
        Blocked before = merged.get(last);
        merged.set(last, new Blocked(before.from(), later(before.to(), slot.end())));
      } else {
        merged.add(Blocked.only(slot));
      }
    }
    return merged;
  }

  private Instant onGrid(Instant moment) {
    long grid = step.toSeconds();
    long whole = moment.getNano() == 0 ? moment.getEpochSecond() : moment.getEpochSecond() + 1;
    return Instant.ofEpochSecond(-Math.floorDiv(-whole, grid) * grid);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
