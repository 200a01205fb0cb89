package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.HexFormat;

/**
 * A text that was signed, with all that is needed to check it without this application.
 *
 * @param body the text; what is signed is its UTF-8
 * @param sha256 of the same bytes, 64 lower-case hexadecimal digits
 * @param signature ECDSA over P-256 with SHA-256, in DER
 * @param keyId see {@link SigningKey#keyId}
 * @param publicKey see {@link SigningKey#publicKeyPem}
 */
@Embeddable
public record SignedText(
    @Column(nullable = false, updatable = false) String body,
    @Column(nullable = false, updatable = false) String sha256,
    @Column(nullable = false, updatable = false) byte[] signature,
    @Column(name = "key_id", nullable = false, updatable = false) String keyId,
    @Column(name = "public_key", nullable = false, updatable = false) String publicKey) {

  /** Signs a text. */
  public static SignedText of(String body, SigningKey key) {
    byte[] bytes = body.getBytes(UTF_8);
    return new SignedText(
        body,
        HexFormat.of().formatHex(Fingerprint.digest().digest(bytes)),
        key.sign(bytes),
        key.keyId(),
        key.publicKeyPem());
  }

  /** What became of a signature's check. */
  public enum Check {
    /** The text is what a key of this clinic signed. */
    VALID,
    /** The text, its key or its signature was changed. */
    INVALID,
    /** It names a key that the clinic neither has nor is known to have had: nothing is proved. */
    UNKNOWN_KEY
  }

  /**
   * Whether the text is what was signed, by the key it names, and whether that is the clinic's, now
   * or formerly: a text and a key that were exchanged together would agree with each other, but
   * that key is not known here under its id.
   */
  public Check check(SigningKey clinic) {
    return clinic
        .publicKeyPem(keyId)
        .map(known -> agreesWith(known) ? Check.VALID : Check.INVALID)
        .orElse(Check.UNKNOWN_KEY);
  }

  private boolean agreesWith(String known) {
    return publicKey.equals(known) && SigningKey.verify(known, body.getBytes(UTF_8), signature);
  }

  /** Whether {@link #check} finds it valid. */
  public boolean isSignedBy(SigningKey clinic) {
    return check(clinic) == Check.VALID;
  }
}
