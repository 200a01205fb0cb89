package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** The transactional half of consent: the answer, its audit event and the news, or none of them. */
@ApplicationScoped
@Transactional
class ConsentRegister {

  @Inject Consents consents;
  @Inject AuditTrail trail;
  @Inject Event<ConsentAnswered> news;
  @Inject Clock clock;

  /**
   * An answer that may be given.
   *
   * @param form which is answered; detached, and published when it is agreed to
   */
  record Entry(Party party, ConsentForm form, Provision provision, Given given) {

    Purpose purpose() {
      return form.getPurpose();
    }

    Answer answer(Instant now) {
      return new Answer(form.getId(), provision, now);
    }
  }

  void answer(Actor actor, Entry entry) {
    answer(actor, entry, Saying.at(clock.instant()));
  }

  /** What was said then, unless the person has answered since. */
  void answer(Actor actor, Entry entry, Saying saying) {
    Optional<Consent> before = current(entry.party(), entry.purpose());
    Answer answer = entry.answer(saying.heard());
    if (before.filter(c -> c.says(answer) || c.isNewerThan(saying.said())).isEmpty()) {
      replace(actor, before, entry, saying.heard());
    }
  }

  /**
   * Takes back an agreement to be recorded, if there is one that was given before this was said;
   * the refusal quotes the same wording.
   */
  void withdrawRecording(Actor actor, Party party, Given given, Saying saying) {
    current(party, Purpose.RECORDING)
        .filter(Consent::permits)
        .filter(before -> !before.isNewerThan(saying.said()))
        .ifPresent(
            before ->
                replace(
                    actor,
                    Optional.of(before),
                    new Entry(party, before.form(), Provision.DENY, given),
                    saying.heard()));
  }

  /** Writes down that a receipt is handed out. */
  void handOut(Actor actor, AuditTarget receipt) {
    trail.done(actor, ConsentAction.RECEIPT, receipt);
  }

  private void replace(Actor actor, Optional<Consent> before, Entry entry, Instant now) {
    ConsentAction action = action(before, entry.provision()); // asked while it still counts
    before.ifPresent(consent -> consents.end(consent, now));
    consents.add(Consent.answer(entry.party(), entry.form(), entry.given(), entry.answer(now)));
    trail.done(actor, action, entry.party().appointment().entity(), detail(entry));
    news.fire(
        new ConsentAnswered(
            entry.party().appointment(),
            entry.party().subject(),
            entry.purpose(),
            entry.provision()));
  }

  private Optional<Consent> current(Party party, Purpose purpose) {
    return consents.current(party).stream().filter(c -> c.purpose() == purpose).findFirst();
  }

  /** Ids and codes only; names whose consent it is where somebody else gave or heard it. */
  private static String detail(Entry entry) {
    String what =
        "%s %s form/%s"
            .formatted(entry.purpose().code(), entry.provision().code(), entry.form().getId());
    String how = entry.given().how() == How.SPOKEN ? " spoken" : "";
    boolean self = entry.given().by().equals(entry.party().subject()) && how.isEmpty();
    return what + how + (self ? "" : " for/" + entry.party().subject());
  }

  private static ConsentAction action(Optional<Consent> before, Provision now) {
    return now == Provision.DENY && before.filter(Consent::permits).isPresent()
        ? ConsentAction.WITHDRAW
        : ConsentAction.ANSWER;
  }
}
