package org.televisit.kurento.transport;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate fingerprint of SDP (RFC 8122).
 *
 * @param algorithm as in SDP, lower case: {@code sha-256}
 * @param value upper-case hexadecimal bytes with colons between them
 */
public record Fingerprint(String algorithm, String value) {

  /** What we accept; RFC 8122 forbids MD2 and MD5, and browsers have left SHA-1. */
  private static final Map<String, String> DIGESTS =
      Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

  /** Reads {@code sha-256 AB:CD:...}; empty if malformed or too weak. */
  public static Optional<Fingerprint> parse(String attribute) {
    String[] parts = attribute.trim().split("\\s+", -1);
    if (parts.length != 2) {
      return Optional.empty();
    }
    String algorithm = parts[0].toLowerCase(Locale.ROOT);
    String value = parts[1].toUpperCase(Locale.ROOT);
    return DIGESTS.containsKey(algorithm) && value.matches("[0-9A-F]{2}(:[0-9A-F]{2}){31,63}")
        ? Optional.of(new Fingerprint(algorithm, value))
        : Optional.empty();
  }

  static Fingerprint sha256(byte[] certificate) {
    return new Fingerprint("sha-256", digest("SHA-256", certificate));
  }

  boolean matches(byte[] certificate) {
    return digest(DIGESTS.getOrDefault(algorithm, "SHA-256"), certificate).equals(value);
  }

  private static String digest(String name, byte[] certificate) {
    try {
      byte[] digest = MessageDigest.getInstance(name).digest(certificate);
      return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return algorithm + " " + value;
  }
}
