package org.televisit.completeness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.televisit.recording.RecordedSeat;

/**
 * What of a visit should be there, what is there, and why the rest is not.
 *
 * <p>A pure function of the presence ledger, the consent history and the recordings' rows. For each
 * person, and for what they shared of their screen, each millisecond of their attendance is
 * accounted for exactly once: stored, a gap with its cause, or not permitted with its cause.
 *
 * @param lanes one for each person in order of arrival, followed by one for their screen if they
 *     shared it
 */
public record Completeness(List<Lane> lanes) {

  static final String CAMERA = "camera";
  static final String SCREEN = "screen";

  /** After these a screen is shared no longer; after every other end it should go on. */
  private static final Set<String> UNSHARED = Set.of("unshared", "left", "visit-ended");

  public Completeness {
    lanes = List.copyOf(lanes);
  }

  /**
   * @param stretches of all persons, all of them ended
   */
  static Completeness of(PermitHistory history, List<Stretch> stretches) {
    PermitHistory permits = history.with(Outage.bridged(history.course(), stretches));
    List<Lane> lanes = new ArrayList<>();
    for (Attendance person : people(permits, stretches)) {
      Spans attended =
          Spans.union(
              permits.course().attendances().stream()
                  .filter(a -> a.seat().equals(person.seat()))
                  .map(Attendance::span)
                  .toList());
      List<Stretch> camera = of(stretches, person.seat(), CAMERA);
      lanes.add(new LaneAccount(permits, person, camera).over(attended, CAMERA));
      List<Stretch> screen = of(stretches, person.seat(), SCREEN);
      List<Span> ledger = ledger(permits, person.seat());
      if (!screen.isEmpty() || !ledger.isEmpty()) {
        Spans shared = within(attended, ledger.isEmpty() ? recorded(screen) : both(ledger, screen));
        lanes.add(new LaneAccount(permits, person, screen).over(shared, SCREEN));
      }
    }
    return new Completeness(lanes);
  }

  /**
   * One line of each person's attendance; of who was recorded and not there, a line of no length.
   */
  private static Collection<Attendance> people(PermitHistory permits, List<Stretch> stretches) {
    Map<UUID, Attendance> people = new LinkedHashMap<>();
    permits.course().attendances().forEach(a -> people.putIfAbsent(a.seat(), a));
    stretches.forEach(s -> people.computeIfAbsent(s.whose().seat(), seat -> absent(s)));
    return people.values();
  }

  private static Attendance absent(Stretch stretch) {
    RecordedSeat who = stretch.whose();
    Instant at = stretch.requested();
    return new Attendance(who.seat(), who.subject(), who.name(), who.role(), at, at, "");
  }

  private static List<Stretch> of(List<Stretch> all, UUID seat, String media) {
    return all.stream()
        .filter(s -> s.whose().seat().equals(seat) && s.media().equals(media))
        .sorted(Comparator.comparing(Stretch::requested))
        .toList();
  }

  private static List<Span> ledger(PermitHistory permits, UUID seat) {
    return permits.course().screens().stream()
        .filter(s -> s.seat().equals(seat))
        .map(SharedScreen::span)
        .toList();
  }

  /** What the ledger says, and what was recorded although the ledger could not be written. */
  private static Spans both(List<Span> ledger, List<Stretch> screen) {
    return Spans.union(Stream.concat(ledger.stream(), screen.stream().map(Stretch::life)).toList());
  }

  /**
   * When a screen was shared in a visit from before that was written down, as far as its recordings
   * tell.
   */
  private static Spans recorded(List<Stretch> screen) {
    List<Span> shared = new ArrayList<>();
    for (int i = 0; i < screen.size(); i++) {
      Stretch stretch = screen.get(i);
      boolean last =
          i == screen.size() - 1 || UNSHARED.contains(String.valueOf(stretch.endedBecause()));
      shared.add(
          last ? stretch.life() : Span.until(stretch.requested(), screen.get(i + 1).requested()));
    }
    return Spans.union(shared);
  }

  private static Spans within(Spans attended, Spans spans) {
    return Spans.union(
        attended.list().stream().flatMap(a -> spans.within(a).list().stream()).toList());
  }

  /** Whether nothing is missing, and nothing there that should not be, beyond the tolerance. */
  public boolean isComplete(Tolerance tolerance) {
    return lanes.stream().allMatch(lane -> lane.alarms(tolerance).isEmpty());
  }

  /** The gaps of all lanes together. */
  public long gapMillis() {
    return lanes.stream().mapToLong(Lane::gapMillis).sum();
  }
}
