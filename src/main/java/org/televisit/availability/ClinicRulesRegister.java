package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** The transactional half of the clinic's rules: a change and its audit event, or neither. */
@ApplicationScoped
@Transactional
class ClinicRulesRegister {

  @Inject AvailabilityBooks books;
  @Inject AuditTrail trail;

  void add(Actor actor, String code, TypeDraft draft) {
    books.add(new VisitType(code, draft));
    trail.done(actor, AvailabilityAction.ADD_TYPE, "visit-type/" + code, said(draft));
  }

  void change(Actor actor, String code, int seen, TypeDraft draft) {
    VisitType type = books.forChange(VisitType.class, code);
    unchanged(type.getVersion(), seen);
    TypeDraft before = type.draft();
    if (!before.equals(draft)) {
      type.change(draft);
      trail.done(
          actor,
          AvailabilityAction.CHANGE_TYPE,
          "visit-type/" + code,
          said(draft) + ", was " + said(before));
    }
  }

  void change(Actor actor, int seen, BookingRules rules) {
    RulesRow row = books.forChange(RulesRow.class, RulesRow.ID);
    unchanged(row.version(), seen);
    BookingRules before = row.rules();
    if (!before.equals(rules)) {
      row.change(rules);
      trail.done(
          actor,
          AvailabilityAction.CHANGE_RULES,
          "booking-rules",
          said(rules) + ", was " + said(before));
    }
  }

  int rulesVersion() {
    return books.rules().version();
  }

  private static void unchanged(int version, int seen) {
    if (version != seen) {
      throw new ChangedMeanwhileException();
    }
  }

  private static String said(TypeDraft draft) {
    return "%d+%d+%d minutes, %s%s"
        .formatted(
            draft.bufferBefore(),
            draft.minutes(),
            draft.bufferAfter(),
            draft.bookableByPatient() ? "patients book" : "the clinic books",
            draft.active() ? "" : ", not offered");
  }

  private static String said(BookingRules rules) {
    return "notice %s, horizon %s, hold %s, cancel %s"
        .formatted(rules.minimumNotice(), rules.horizon(), rules.holdFor(), rules.cancelUntil());
  }
}
