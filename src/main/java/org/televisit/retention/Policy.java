package org.televisit.retention;

import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long recordings of some visits are kept.
 *
 * @param visitType of which visits; null for all
 * @param jurisdiction of which place, ISO 3166; a country covers its parts; null for everywhere
 * @param days for which a recording is kept after the day on which it ended
 * @param reason why, as people are told
 */
public record Policy(
    UUID id, @Nullable String visitType, @Nullable String jurisdiction, int days, String reason) {

  /**
   * The narrower policy first: the law of a part of a country before the country's, a place before
   * everywhere, and then a kind of visit before all kinds. No two that cover the same visit are
   * equal in this, as the database keeps one policy for each pair.
   */
  static final Comparator<Policy> NARROWEST_FIRST =
      Comparator.comparing((Policy p) -> p.jurisdiction == null ? 0 : p.jurisdiction.length())
          .thenComparing(p -> p.visitType == null ? 0 : 1)
          .reversed();

  boolean covers(String type, String place) {
    return (visitType == null || visitType.equals(type))
        && (jurisdiction == null
            || jurisdiction.equals(place)
            || place.startsWith(jurisdiction + "-"));
  }

  /** How the audit trail and the recording's row name it. */
  String entity() {
    return "policy/" + id;
  }
}
