package org.televisit.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen, on which wording, and from when to when it counts.
 *
 * @param form the wording that was read
 * @param status FHIR R4 code: {@code active}, {@code rejected} or {@code inactive}
 * @param endedAt when another answer took its place; null while it counts
 */
public record Choice(
    ConsentForm form,
    Provision provision,
    String status,
    Instant answeredAt,
    @Nullable Instant endedAt) {

  /** Whether it counts now, for a visit that begins at {@code start}. */
  boolean counts(Instant start) {
    return endedAt == null && !lapses(start);
  }

  /** Whether it is an agreement to a wording whose validity ends before such a visit. */
  boolean lapses(Instant start) {
    return endedAt == null && provision == Provision.PERMIT && !form.isValidAt(start);
  }
}
