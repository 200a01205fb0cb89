package org.televisit.compliance;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.televisit.completeness.Completeness;
import org.televisit.completeness.Lane;
import org.televisit.completeness.Segment;
import org.televisit.completeness.Span;
import org.televisit.consent.ConsentLine;
import org.televisit.consent.Purpose;

/**
 * Where on a page each stretch of a visit is drawn.
 *
 * @param whole from the first to the last moment that is drawn
 */
public record Timeline(Span whole, List<Row> rows) {

  /**
   * One person's camera or screen.
   *
   * @param consents answers about recording that this person gave within the whole
   */
  public record Row(Lane lane, List<Bar> bars, List<Mark> consents) {}

  /**
   * A stretch.
   *
   * @param left in percent of the whole
   * @param width in percent of the whole
   */
  public record Bar(Segment segment, double left, double width) {}

  /**
   * A moment.
   *
   * @param left in percent of the whole
   */
  public record Mark(ConsentLine answer, double left) {}

  static Timeline of(Completeness completeness, List<ConsentLine> answers) {
    List<Span> spans =
        completeness.lanes().stream()
            .flatMap(lane -> Stream.concat(lane.segments().stream(), lane.outside().stream()))
            .map(Segment::span)
            .toList();
    if (spans.isEmpty()) {
      return new Timeline(new Span(Instant.EPOCH, Instant.EPOCH), List.of());
    }
    Instant from = spans.stream().map(Span::from).min(Comparator.naturalOrder()).orElseThrow();
    Instant to = spans.stream().map(Span::to).max(Comparator.naturalOrder()).orElseThrow();
    Span whole = new Span(from, to);
    return new Timeline(
        whole, completeness.lanes().stream().map(lane -> row(whole, lane, answers)).toList());
  }

  private static Row row(Span whole, Lane lane, List<ConsentLine> answers) {
    List<Bar> bars =
        Stream.concat(lane.segments().stream(), lane.outside().stream())
            .map(s -> bar(whole, s))
            .toList();
    List<Mark> marks =
        answers.stream()
            .filter(a -> a.purpose() == Purpose.RECORDING && a.subject().equals(lane.subject()))
            .filter(a -> within(whole, a.answeredAt()))
            .map(a -> new Mark(a, percent(whole, a.answeredAt())))
            .toList();
    return new Row(lane, bars, marks);
  }

  private static Bar bar(Span whole, Segment segment) {
    double left = percent(whole, segment.span().from());
    return new Bar(segment, left, percent(whole, segment.span().to()) - left);
  }

  private static boolean within(Span whole, Instant moment) {
    return !moment.isBefore(whole.from()) && moment.isBefore(whole.to());
  }

  private static double percent(Span whole, Instant moment) {
    double length = Math.max(1, whole.millis());
    return 100 * Duration.between(whole.from(), moment).toMillis() / length;
  }
}
