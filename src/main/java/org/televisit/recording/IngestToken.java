package org.televisit.recording;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The secret that opens the ingest once, for one recording: 256 random bits in base64url (RFC
 * 4648). Only its SHA-256 is stored.
 */
record IngestToken(String value) {

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  IngestToken {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not an ingest token");
    }
  }

  static IngestToken random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return new IngestToken(Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Where to post, below {@code base}, which may or may not end with a slash. */
  URI below(URI base) {
    String text = base.toString();
    return URI.create((text.endsWith("/") ? text : text + "/") + value);
  }

  /** 64 lower-case hexadecimal digits. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Without the secret: records are printed by accident. */
  @Override
  public String toString() {
    return "IngestToken";
  }
}
