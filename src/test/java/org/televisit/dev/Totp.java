package org.televisit.dev;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time codes (RFC 6238) of six digits, by HMAC-SHA-1, for steps of 30 s. */
public final class Totp {
  private static final Duration STEP = Duration.ofSeconds(30);
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  private final byte[] secret;

  /** From the shared secret as the identity provider keeps it. */
  public Totp(String secret) {
    this.secret = secret.getBytes(StandardCharsets.US_ASCII);
  }

  /** The code of the step that {@code now} lies in. */
  public String code(Instant now) {
    byte[] counter =
        ByteBuffer.allocate(Long.BYTES).putLong(now.getEpochSecond() / STEP.toSeconds()).array();
    byte[] hash = hmac(counter);
    int offset = hash[hash.length - 1] & 0xf;
    int truncated = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
    return String.format(Locale.ROOT, "%06d", truncated % 1_000_000);
  }

  /** How long that code is still the current one. */
  public static Duration validFor(Instant now) {
    return STEP.minusSeconds(now.getEpochSecond() % STEP.toSeconds());
  }

  private byte[] hmac(byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(secret, "HmacSHA1"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA1", e);
    }
  }

  /** The secret as authenticator apps want it typed (RFC 4648 base 32). */
  public String base32() {
    StringBuilder text = new StringBuilder();
    int bits = 0;
    int value = 0;
    for (byte b : secret) {
      value = ((value << 8) | (b & 0xff)) & 0xffff;
      bits += 8;
      while (bits >= 5) {
        text.append(BASE32.charAt((value >> (bits - 5)) & 31));
        bits -= 5;
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt((value << (5 - bits)) & 31)).toString();
  }
}
