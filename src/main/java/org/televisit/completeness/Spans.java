package org.televisit.completeness;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** A set of moments: spans in order, none of them empty, no two touching. */
record Spans(List<Span> list) {

  static final Spans NONE = new Spans(List.of());

  /** The end of what has not ended. */
  static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

  Spans {
    list = List.copyOf(list);
  }

  /** All moments that lie in at least one of these. */
  static Spans union(Collection<Span> spans) {
    List<Span> merged = new ArrayList<>();
    for (Span span : spans.stream().sorted(Comparator.comparing(Span::from)).toList()) {
      if (span.isEmpty()) {
        continue;
      }
      int last = merged.size() - 1;
      if (last >= 0 && !span.from().isAfter(merged.get(last).to())) {
        Span before = merged.get(last);
        merged.set(last, new Span(before.from(), latest(before.to(), span.to())));
      } else {
        merged.add(span);
      }
    }
    return new Spans(merged);
  }

  Spans within(Span limits) {
    return union(
        list.stream()
            .map(s -> Span.until(latest(s.from(), limits.from()), earliest(s.to(), limits.to())))
            .toList());
  }

  /** What of {@code whole} is not in this set. */
  Spans missingFrom(Span whole) {
    List<Span> missing = new ArrayList<>();
    Instant from = whole.from();
    for (Span taken : within(whole).list) {
      missing.add(new Span(from, taken.from()));
      from = taken.to();
    }
    missing.add(new Span(from, whole.to()));
    return union(missing);
  }

  Spans minus(Spans others) {
    return union(list.stream().flatMap(s -> others.missingFrom(s).list.stream()).toList());
  }

  boolean contains(Instant moment) {
    return list.stream().anyMatch(s -> s.contains(moment));
  }

  static Instant earliest(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  static Instant latest(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }
}
