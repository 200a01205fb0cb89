package org.televisit.identity;

import java.time.Instant;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From when to when somebody accompanied a patient.
 *
 * @param until first moment at which they did not any more; null while they do
 */
public record RelationTerm(Relation relation, Instant since, @Nullable Instant until) {

  /** Whether they did at that moment. */
  public boolean counts(Instant moment) {
    return !moment.isBefore(since) && (until == null || moment.isBefore(until));
  }

  /** When something changed by this. */
  public Stream<Instant> changes() {
    return Stream.concat(Stream.of(since), Stream.ofNullable(until));
  }
}
