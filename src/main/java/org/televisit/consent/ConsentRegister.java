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

  /** What is said now: whatever an earlier answer is dated by a clock that was fast. */
  void answer(Actor actor, Entry entry) {
    Instant now = clock.instant();
    Optional<Consent> before = current(entry.party(), entry.purpose());
    if (before.filter(c -> c.says(entry.answer(now))).isEmpty()) {
      replace(actor, before, entry, now);
    }
  }

  /**
   * What was said then, unless the person has answered since.
   *
   * @return whether that is what counts now
   */
  boolean answer(Actor actor, Entry entry, Saying saying) {
    Optional<Consent> before = current(entry.party(), entry.purpose());
    Answer answer = entry.answer(saying.heard());
    if (before.filter(c -> c.says(answer) || overtakes(c, entry.provision(), saying)).isEmpty()) {
      replace(actor, before, entry, saying.heard());
      return true;
    }
    return before.filter(c -> c.answer().provision() == entry.provision()).isPresent();
  }

  /**
   * Takes back an agreement to be recorded, if there is one that was given before this was said;
   * the refusal quotes the same wording.
   *
   * @return whether there is no agreement now
   */
  boolean withdrawRecording(Actor actor, Party party, Given given, Saying saying) {
    Optional<Consent> agreement = current(party, Purpose.RECORDING).filter(Consent::permits);
    if (agreement.filter(c -> overtakes(c, Provision.DENY, saying)).isPresent()) {
      return false;
    }
    agreement.ifPresent(
        before -> {
          Entry refusal = new Entry(party, before.form(), Provision.DENY, given);
          replace(actor, agreement, refusal, saying.heard());
        });
    return true;
  }

  /**
   * Whether an answer was given after something else was said. No agreement was given later than
   * now: it is dated by a clock that was fast, so it is not known when, and a refusal stands.
   */
  private boolean overtakes(Consent answer, Provision said, Saying saying) {
    return answer.isNewerThan(saying.said())
        && !(said == Provision.DENY && answer.permits() && answer.isNewerThan(clock.instant()));
  }

  /** Writes down that a receipt is handed out. */
  void handOut(Actor actor, AuditTarget receipt) {
    trail.done(actor, ConsentAction.RECEIPT, receipt);
  }

  /** No answer is dated earlier than the one that it ends. */
  private void replace(Actor actor, Optional<Consent> before, Entry entry, Instant heard) {
    Instant now = before.filter(c -> c.isNewerThan(heard)).map(Consent::answeredAt).orElse(heard);
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
