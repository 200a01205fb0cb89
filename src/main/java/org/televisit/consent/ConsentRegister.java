package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** The transactional half of consent: the answer, its audit event and the news, or none of them. */
@ApplicationScoped
@Transactional
class ConsentRegister {

  @Inject Consents consents;
  @Inject AuditTrail trail;
  @Inject Event<ConsentAnswered> news;
  @Inject Clock clock;

  void answer(Actor actor, AppointmentId appointment, UUID formId, Provision provision) {
    ConsentForm form = consents.newest(formId).orElseThrow(FormSupersededException::new);
    Party party = new Party(appointment, actor.subject());
    Optional<Consent> before =
        consents.current(party).stream().filter(c -> c.purpose() == form.getPurpose()).findFirst();
    Answer answer = new Answer(formId, provision, clock.instant());
    if (before.filter(c -> c.says(answer)).isPresent()) {
      return;
    }
    ConsentAction action = action(before, provision); // asked of the answer while it still counts
    Instant now = answer.answeredAt();
    before.ifPresent(c -> consents.end(c, now));
    consents.add(Consent.answer(party, form, provision, now));
    trail.done(
        actor,
        action,
        appointment.entity(),
        form.getPurpose().code() + " " + provision.code() + " form/" + formId);
    news.fire(new ConsentAnswered(appointment, actor.subject(), form.getPurpose(), provision));
  }

  private static ConsentAction action(Optional<Consent> before, Provision now) {
    return now == Provision.DENY && before.filter(Consent::permits).isPresent()
        ? ConsentAction.WITHDRAW
        : ConsentAction.ANSWER;
  }
}
