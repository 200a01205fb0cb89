package org.televisit.vault;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.regex.Pattern;

/**
 * What a finished recording must amount to. Kept outside the vault, it tells a whole file from one
 * that was cut short or exchanged.
 *
 * @param length length of the stream before sealing, in bytes
 * @param sha256 SHA-256 of that stream, 64 lower-case hexadecimal digits
 */
public record Fingerprint(long length, String sha256) {

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  public Fingerprint {
    if (length < 0 || !HEX.matcher(sha256).matches()) {
      throw new IllegalArgumentException("not a fingerprint: " + length + " bytes, " + sha256);
    }
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform must have SHA-256", e);
    }
  }
}
