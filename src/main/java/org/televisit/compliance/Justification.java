package org.televisit.compliance;

import org.jspecify.annotations.Nullable;

/**
 * Why a reviewer wants to open a visit.
 *
 * @param purpose purpose of use
 * @param reason in the reviewer's words: {@value #MIN} to {@value #MAX} characters once blanks
 *     around it and control characters are gone; kept in the grant and nowhere else
 */
public record Justification(PurposeOfUse purpose, String reason) {

  public static final int MIN = 10;
  public static final int MAX = 1000;

  /**
   * @throws ReviewRefusedException if the purpose is missing, or the reason is too short or too
   *     long
   */
  static Justification of(@Nullable PurposeOfUse purpose, @Nullable String reason) {
    if (purpose == null) {
      throw new ReviewRefusedException(Refusal.NO_PURPOSE);
    }
    String text = reason == null ? "" : reason.replaceAll("\\p{Cntrl}+", " ").strip();
    int length = text.codePointCount(0, text.length()); // as the database counts
    if (length < MIN || length > MAX) {
      throw new ReviewRefusedException(Refusal.NO_REASON);
    }
    return new Justification(purpose, text);
  }
}
