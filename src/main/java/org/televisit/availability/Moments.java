package org.televisit.availability;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * A set of moments. Pure.
 *
 * @param spans by start; no two overlap or touch
 */
record Moments(List<Span> spans) {

  Moments {
    spans = List.copyOf(spans);
  }

  /** All moments of any of them; they may overlap, in any order. */
  static Moments of(Collection<Span> any) {
    List<Span> merged = new ArrayList<>();
    any.stream().sorted(Comparator.comparing(Span::start)).forEach(next -> append(merged, next));
    return new Moments(merged);
  }

  private static void append(List<Span> merged, Span next) {
    int last = merged.size() - 1;
    if (last < 0 || merged.get(last).end().isBefore(next.start())) {
      merged.add(next);
    } else if (merged.get(last).end().isBefore(next.end())) {
      merged.set(last, new Span(merged.get(last).start(), next.end()));
    }
  }

  /** Those that are in none of the others. */
  Moments minus(Moments others) {
    List<Span> left = new ArrayList<>();
    for (Span span : spans) {
      Instant at = span.start();
      for (Span gone : others.spans) {
        if (gone.end().isAfter(at) && gone.start().isBefore(span.end())) {
          add(left, at, gone.start());
          at = gone.end();
        }
      }
      add(left, at, span.end());
    }
    return new Moments(left);
  }

  /** Those of [from, to). */
  Moments within(Instant from, Instant to) {
    List<Span> left = new ArrayList<>();
    spans.forEach(span -> add(left, later(span.start(), from), earlier(span.end(), to)));
    return new Moments(left);
  }

  /** Whether all of the slot is among them. */
  boolean contain(TimeSlot slot) {
    return spans.stream().anyMatch(span -> span.contains(slot));
  }

  private static void add(List<Span> spans, Instant start, Instant end) {
    if (start.isBefore(end)) {
      spans.add(new Span(start, end));
    }
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
