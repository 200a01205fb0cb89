package org.televisit.compliance;

import java.util.List;
import java.util.Optional;
import org.televisit.completeness.Completeness;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.retention.DeletionCertificate;
import org.televisit.vault.SignedText;

/**
 * What is certified of a visit's recordings, and whether they must be kept.
 *
 * @param certificate the newest one; empty until the visit is over and everything is sealed
 * @param signature what its check found; empty without a certificate
 * @param completeness what it says of each person
 * @param deletions certificates of what was destroyed
 * @param held whether a legal hold lies on the visit
 */
public record VisitRecords(
    Optional<CompletenessCertificate> certificate,
    Optional<SignedText.Check> signature,
    Completeness completeness,
    List<DeletionCertificate> deletions,
    boolean held) {

  /** Whether there is a certificate, and a key of this clinic signed what it says. */
  public boolean valid() {
    return signature.equals(Optional.of(SignedText.Check.VALID));
  }

  /** Whether the certificate names a key that is not known here. */
  public boolean unknownKey() {
    return signature.equals(Optional.of(SignedText.Check.UNKNOWN_KEY));
  }
}
