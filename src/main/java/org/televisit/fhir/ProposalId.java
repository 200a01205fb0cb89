package org.televisit.fhir;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a time that may be booked, which is stored nowhere: everything that is needed to find it
 * again is in the name. As an id of FHIR R4 (64 characters of letters, digits, '-' and '.'): {@code
 * <practitioner>.<start in seconds, base 36>.<first half of the kind's SHA-256>}.
 */
record ProposalId(UUID practitioner, Instant start, String typeTag) {

  private static final Pattern FORM =
      Pattern.compile(
          "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.([0-9a-z]{1,8})\\.([0-9a-f]{8})");
  private static final int TAG = 8;
  private static final int BASE = 36;

  static ProposalId of(UUID practitioner, Instant start, String visitType) {
    return new ProposalId(practitioner, start, tag(visitType));
  }

  /** Empty for what is none. */
  static Optional<ProposalId> parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      Instant start = Instant.ofEpochSecond(Long.parseLong(form.group(2), BASE));
      return Optional.of(new ProposalId(UUID.fromString(form.group(1)), start, form.group(3)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean isOfType(String visitType) {
    return tag(visitType).equals(typeTag);
  }

  String text() {
    return practitioner + "." + Long.toString(start.getEpochSecond(), BASE) + "." + typeTag;
  }

  private static String tag(String visitType) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(visitType.getBytes(UTF_8));
      return HexFormat.of().formatHex(hash).substring(0, TAG);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
