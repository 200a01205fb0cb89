package org.televisit.platform;

import java.security.SecureRandom;

/**
 * Connects what a person was shown with the log. The person can read it out on the telephone, so it
 * has no letters that sound or look alike.
 */
public final class ErrorReference {

  /** Request attribute under which an error page finds it. */
  static final String ATTRIBUTE = "televisit.reference";

  private static final String ALPHABET = "23456789ACEFHJKLMNPRTUWX";
  private static final int LENGTH = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private ErrorReference() {}

  /** A fresh one, such as {@code 7KHM-93TW}. */
  public static String next() {
    StringBuilder text = new StringBuilder();
    RANDOM
        .ints(LENGTH, 0, ALPHABET.length())
        .forEach(
            i -> text.append(text.length() == LENGTH / 2 ? "-" : "").append(ALPHABET.charAt(i)));
    return text.toString();
  }
}
