package org.televisit.completeness;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingEvidence.Hole;

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
 * @param holes where sound or picture is missing in the media
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
    List<Pause> pauses,
    List<Hole> holes) {

  static final String SOUND = "audio";
  static final String PICTURE = "video";
  private static final String TRACKS_CHANGED = "tracks-changed";

  /** An interval in which the recorder was told to keep nothing. */
  record Pause(String cause, Span span) {}

  Stretch {
    pauses = pauses.stream().sorted(Comparator.comparing(p -> p.span().from())).toList();
    holes = List.copyOf(holes);
  }

  /** From the order to the end. */
  Span life() {
    return Span.until(requested, ended == null ? Spans.NEVER : ended);
  }

  /**
   * When there is media of any kind: its length from the first byte on, without the pauses, of
   * which the file knows nothing, and not beyond its end.
   */
  Spans recorded() {
    return withinLife(pieces());
  }

  /** When nothing is missing of what this stretch was to record. */
  Spans whole() {
    return recorded().minus(lost(SOUND)).minus(lost(PICTURE));
  }

  /** When there is media, and nothing of this track. */
  Spans lost(String track) {
    return withinLife(
        holes.stream()
            .filter(hole -> hole.track().equals(track) && !isMeant(hole))
            .flatMap(hole -> moments(hole).stream())
            .toList());
  }

  /**
   * A stretch that a track's end has ended lacks it from then on: what the browser does not send is
   * not lost.
   */
  private boolean isMeant(Hole hole) {
    return TRACKS_CHANGED.equals(endedBecause) && hole.toMillis() >= length.toMillis();
  }

  /** One after the other, without the pauses between them. */
  private List<Span> pieces() {
    List<Span> pieces = new ArrayList<>();
    Instant from = started == null ? requested : started;
    Duration left = started == null ? Duration.ZERO : length;
    for (Pause pause : pauses) {
      Instant to = Spans.earliest(from.plus(left), Spans.latest(from, pause.span().from()));
      pieces.add(new Span(from, to));
      left = left.minus(Duration.between(from, to));
      from = Spans.latest(from, pause.span().to());
    }
    pieces.add(new Span(from, from.plus(left)));
    return pieces;
  }

  /** When what the media calls by its own time was taken. */
  private List<Span> moments(Hole hole) {
    List<Span> moments = new ArrayList<>();
    long before = 0;
    for (Span piece : pieces()) {
      long from = Math.max(0, hole.fromMillis() - before);
      long to = Math.min(piece.millis(), hole.toMillis() - before);
      if (from < to) {
        moments.add(new Span(piece.from().plusMillis(from), piece.from().plusMillis(to)));
      }
      before += piece.millis();
    }
    return moments;
  }

  private Spans withinLife(List<Span> spans) {
    return Spans.union(spans).within(life());
  }

  Optional<Pause> pauseAt(Instant moment) {
    return pauses.stream().filter(p -> p.span().contains(moment)).findFirst();
  }
}
