package org.televisit.completeness;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.SignedText;
import org.televisit.vault.SigningKey;

/** The transactional half: the certificate and its audit event, or neither. */
@ApplicationScoped
@Transactional
class CertificateRegister {

  private static final Actor SYSTEM = Actor.system("completeness");

  @Inject Certificates certificates;
  @Inject VisitFacts facts;
  @Inject SigningKey key;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /** Issues the next certificate, unless it would say what the newest says or must be awaited. */
  Optional<CompletenessCertificate> issue(VisitCourse course) {
    certificates.queueUp(course.visit());
    Optional<CompletenessCertificate> before = certificates.of(course.visit()).stream().findFirst();
    return facts
        .findings(course)
        .filter(found -> before.filter(b -> says(b, found)).isEmpty())
        .map(found -> issue(course.visit(), before, found));
  }

  private static boolean says(CompletenessCertificate before, Findings findings) {
    return CertificateText.facts(before.getText().body()).equals(CertificateText.facts(findings));
  }

  private CompletenessCertificate issue(
      AppointmentId visit, Optional<CompletenessCertificate> before, Findings findings) {
    CertificateHead head =
        new CertificateHead(
            UUID.randomUUID(),
            visit,
            before.map(CompletenessCertificate::getNumber).orElse(0) + 1,
            clock.instant().truncatedTo(ChronoUnit.MILLIS),
            before.map(b -> b.getText().sha256()).orElse(null));
    SignedText text = SignedText.of(CertificateText.of(head, findings), key);
    CompletenessCertificate certificate = new CompletenessCertificate(head, findings, text);
    certificates.add(certificate);
    trail.done(SYSTEM, CertificateAction.ISSUE, certificate.entity(), visit.entity());
    return certificate;
  }

  List<CompletenessCertificate> of(AppointmentId visit) {
    return certificates.of(visit);
  }

  Optional<CompletenessCertificate> find(UUID id) {
    return certificates.find(id);
  }

  List<AppointmentId> incomplete(Instant from, Instant to) {
    return certificates.incomplete(from, to);
  }

  List<CompletenessCertificate> newest(Collection<AppointmentId> visits) {
    return visits.isEmpty() ? List.of() : certificates.newest(visits);
  }
}
