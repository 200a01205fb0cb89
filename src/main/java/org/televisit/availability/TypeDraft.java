package org.televisit.availability;

import java.io.Serializable;

/**
 * What somebody wants a kind of visit to be.
 *
 * @param minutes from 5 to 480
 * @param bufferBefore minutes from 0 to 120
 * @param bufferAfter minutes from 0 to 120
 */
public record TypeDraft(
    String english,
    String chinese,
    int minutes,
    int bufferBefore,
    int bufferAfter,
    boolean bookableByPatient,
    boolean active)
    implements Serializable {

  private static final int LONGEST_NAME = 100;
  private static final int SHORTEST = 5;
  private static final int LONGEST = 480;
  private static final int LONGEST_BUFFER = 120;

  public TypeDraft {
    english = english.strip();
    chinese = chinese.strip();
  }

  /** Whether the database would take it. */
  boolean isInBounds() {
    return isName(english)
        && isName(chinese)
        && minutes >= SHORTEST
        && minutes <= LONGEST
        && isBuffer(bufferBefore)
        && isBuffer(bufferAfter);
  }

  private static boolean isName(String text) {
    int length = text.codePointCount(0, text.length()); // as the database counts
    return length > 0 && length <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
  }

  private static boolean isBuffer(int minutes) {
    return minutes >= 0 && minutes <= LONGEST_BUFFER;
  }
}
