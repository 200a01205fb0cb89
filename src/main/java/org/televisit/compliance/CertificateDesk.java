package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.completeness.CompletenessService;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.retention.DeletionCertificate;
import org.televisit.retention.ErasureService;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.SignedText;

/** Hands certificates to the holder of a grant for their visit. */
@ApplicationScoped
class CertificateDesk {

  @Inject CompletenessService completeness;
  @Inject ErasureService erasures;
  @Inject ReviewRegister register;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /**
   * @throws ReviewRefusedException without a running grant for the certificate's visit; audited
   * @throws NotFoundException if there is no such certificate
   */
  SignedText hand(Actor actor, UUID grant, UUID certificate) {
    String entity = "certificate/" + certificate;
    ReviewGrant given =
        register
            .find(grant)
            .filter(g -> actor.is(Role.COMPLIANCE))
            .orElseThrow(() -> refuse(actor, entity, Refusal.NO_GRANT));
    given
        .refuses(actor, given.getAppointment(), clock.instant())
        .ifPresent(
            refusal -> {
              throw refuse(actor, entity, refusal);
            });
    SignedText text = find(given.getAppointment(), certificate);
    register.downloaded(actor, given, entity);
    return text;
  }

  /** One of another visit is not found, as one that does not exist. */
  private SignedText find(AppointmentId visit, UUID certificate) {
    return completeness
        .find(certificate)
        .filter(c -> c.getAppointment().equals(visit))
        .map(CompletenessCertificate::getText)
        .or(
            () ->
                erasures.certificates(visit).stream()
                    .filter(c -> c.getId().equals(certificate))
                    .map(DeletionCertificate::getText)
                    .findFirst())
        .orElseThrow(() -> new NotFoundException("no certificate/" + certificate));
  }

  private ReviewRefusedException refuse(Actor actor, String entity, Refusal refusal) {
    trail.refused(actor, ReviewAction.DOWNLOAD, entity, refusal.code());
    return new ReviewRefusedException(refusal);
  }
}
