package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/**
 * Hands out receipts of answers: to who gave the answer, whose it is, and who represents that
 * person.
 */
@ApplicationScoped
public class ReceiptService {

  @Inject Consents consents;
  @Inject Receipts receipts;
  @Inject Mandates mandates;
  @Inject SchedulingService scheduling;
  @Inject ConsentRegister register;
  @Inject AuditTrail trail;

  /** The kinds of document in which an answer can be had. */
  public enum Format {
    PDF,
    JSON
  }

  /**
   * What is kept about one answer; handing it out is audited.
   *
   * @throws NotFoundException if there is no such answer, or it is none of the person's business;
   *     that refusal is audited
   */
  public Receipt receipt(Actor actor, UUID answer, Format format) {
    Consent consent =
        consents.find(answer).orElseThrow(() -> new NotFoundException("no such answer"));
    Appointment visit = scheduling.forReview(consent.appointment());
    Receipt receipt = receipts.of(visit, List.of(consent)).get(0);
    AuditTarget target = target(receipt, format);
    if (!receipt.concerns(actor.subject()) && !represents(actor, receipt)) {
      trail.refused(actor, ConsentAction.RECEIPT, target);
      throw new NotFoundException("not theirs to have: consent/" + answer);
    }
    register.handOut(actor, target);
    return receipt;
  }

  private boolean represents(Actor actor, Receipt receipt) {
    Appointment visit = receipt.visit();
    return visit.getPatient().subject().equals(receipt.person().subject())
        && mandates.representative(visit, actor.subject()).isPresent();
  }

  private static AuditTarget target(Receipt receipt, Format format) {
    return new AuditTarget(
        "consent/" + receipt.id(),
        receipt.visit().getId().entity() + " " + format.name().toLowerCase(Locale.ROOT),
        null);
  }
}
