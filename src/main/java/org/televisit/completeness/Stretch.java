package org.televisit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.RecordedSeat;

/**
 * What a recording's row says about when there is media.
 *
 * @param whose media it is
 * @param media camera or screen
 * @param started when the first byte arrived; null if none did
 * @param ended when it was finished or given up; null while it runs
 * @param length of the sealed media; none unless it is sealed
 * @param endedBecause code; null if nobody said
 * @param failure code; null unless it failed
 * @param pauses while it was held still
 */
record Stretch(
    RecordedSeat whose,
    String media,
    Instant requested,
    @Nullable Instant started,
    @Nullable Instant ended,
    Duration length,
    @Nullable String endedBecause,
    @Nullable String failure,
    List<Pause> pauses) {

  /** An interval in which the recorder was told to keep nothing. */
  record Pause(String cause, Span span) {}

  Stretch {
    pauses = pauses.stream().sorted(Comparator.comparing(p -> p.span().from())).toList();
  }

  /** From the order to the end. */
  Span life() {
    return Span.until(requested, ended == null ? Spans.NEVER : ended);
  }

  /**
   * When there is media: its length from the first byte on, without the pauses, of which the file
   * knows nothing, and not beyond its end.
   */
  Spans recorded() {
    List<Span> spans = new ArrayList<>();
    Instant from = started == null ? requested : started;
    Instant end = life().to();
    Duration left = started == null ? Duration.ZERO : length;
    for (Pause pause : pauses) {
      Instant to = Spans.earliest(from.plus(left), Spans.latest(from, pause.span().from()));
      spans.add(new Span(from, to));
      left = left.minus(Duration.between(from, to));
      from = Spans.latest(from, pause.span().to());
    }
    spans.add(new Span(from, from.plus(left)));
    return Spans.union(spans).within(Span.until(requested, end));
  }

  Optional<Pause> pauseAt(Instant moment) {
    return pauses.stream().filter(p -> p.span().contains(moment)).findFirst();
  }
}
