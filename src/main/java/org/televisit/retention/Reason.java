package org.televisit.retention;

import org.jspecify.annotations.Nullable;
import org.televisit.retention.RetentionRefusedException.Why;

/** Reasons as the database wants them: said in words, and not at length. */
final class Reason {

  static final int MIN = 10;

  private Reason() {}

  /**
   * Without blanks around it and control characters.
   *
   * @param most characters
   * @throws RetentionRefusedException if too little or too much is left
   */
  static String of(@Nullable String said, int most) {
    String text = said == null ? "" : said.replaceAll("\\p{Cntrl}+", " ").strip();
    int length = text.codePointCount(0, text.length()); // as the database counts
    if (length < MIN || length > most) {
      throw new RetentionRefusedException(Why.NO_REASON);
    }
    return text;
  }
}
