package org.televisit.availability;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A deviation that somebody wants.
 *
 * @param type code of the {@link VisitType} that extra hours are for; null for all, and for
 *     everything but extra hours
 * @param note what it is, for the people of the clinic; at most 200 characters
 */
public record DeviationWish(
    Deviation.Kind kind, Span span, @Nullable String type, @Nullable String note) {

  private static final Duration LONGEST = Duration.ofDays(731);
  private static final int LONGEST_NOTE = 200;

  public DeviationWish {
    note = note == null || note.isBlank() ? null : note.replaceAll("\\p{Cntrl}+", " ").strip();
    type = kind == Deviation.Kind.EXTRA ? type : null;
  }

  boolean isShortEnough() {
    return span.length().compareTo(LONGEST) <= 0;
  }

  boolean isNoteShortEnough() {
    return note == null
        || note.codePointCount(0, note.length()) <= LONGEST_NOTE; // as the database counts
  }
}
