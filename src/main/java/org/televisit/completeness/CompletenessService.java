package org.televisit.completeness;

import static java.util.stream.Collectors.toMap;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.SignedText;
import org.televisit.vault.SigningKey;

/** Certifies what of a visit was recorded, and finds what was certified. */
@ApplicationScoped
public class CompletenessService {

  @Inject CertificateRegister register;
  @Inject SigningKey key;

  /**
   * Certifies a visit that is over. Nothing is issued while a recording has not ended, nor when the
   * newest certificate says the same already; what has changed since, by a recovery for instance,
   * is said by a new certificate that supersedes it.
   *
   * @return the certificate that was issued, if one was
   */
  public Optional<CompletenessCertificate> certify(VisitCourse course) {
    return register.issue(course);
  }

  /** The visit's certificates, the newest first; the caller has checked who asks. */
  public List<CompletenessCertificate> of(AppointmentId visit) {
    return register.of(visit);
  }

  public Optional<CompletenessCertificate> find(UUID certificate) {
    return register.find(certificate);
  }

  /**
   * Visits whose newest certificate says that something is missing, the newest first.
   *
   * @param from when it was issued at the earliest
   * @param to first instant after that time
   */
  public List<AppointmentId> incomplete(Instant from, Instant to) {
    return register.incomplete(from, to);
  }

  /** The newest certificate of each visit that has one. */
  public Map<AppointmentId, CompletenessCertificate> newest(Collection<AppointmentId> visits) {
    return register.newest(visits).stream()
        .collect(toMap(CompletenessCertificate::getAppointment, Function.identity()));
  }

  /** What the certificate says of each person. */
  public Completeness read(CompletenessCertificate certificate) {
    return CertificateText.completeness(certificate.getText().body());
  }

  /** Whether the certificate says today what a key of this clinic, also a former one, signed. */
  public SignedText.Check check(CompletenessCertificate certificate) {
    return certificate.getText().check(key);
  }
}
