package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.scheduling.SchedulingService;

/** The transactional half of the rules: the change, its audit event and the news, or none. */
@ApplicationScoped
@Transactional
class RuleRegister {

  @Inject Consents consents;
  @Inject SchedulingService scheduling;
  @Inject AuditTrail trail;
  @Inject Event<RecordingRuleChanged> news;
  @Inject Clock clock;

  /**
   * @throws PlaceSettledException if the visit is over
   */
  void state(Actor actor, Party party, String jurisdiction) {
    if (scheduling.lockedIsOver(party.appointment())) {
      throw new PlaceSettledException();
    }
    Optional<AttendanceLocation> before = consents.location(party);
    if (before.filter(place -> place.jurisdiction().equals(jurisdiction)).isPresent()) {
      return;
    }
    Instant now = clock.instant();
    before.ifPresent(place -> consents.end(place, now));
    consents.add(new AttendanceLocation(party, jurisdiction, actor.subject(), now));
    trail.done(actor, ConsentAction.LOCATE, party.appointment().entity(), jurisdiction);
    news.fire(new RecordingRuleChanged(party.appointment()));
  }

  /** What has counted for this place so far is locked: a recording may be about to begin by it. */
  private void add(Jurisdiction place) {
    consents.jurisdictionForChange(Jurisdiction.ELSEWHERE);
    consents.add(place);
  }

  void change(Actor actor, String code, RecordingRule rule) {
    Instant now = clock.instant();
    consents
        .jurisdictionForChange(code)
        .ifPresentOrElse(
            place -> place.ask(rule, actor.subject(), now),
            () -> add(new Jurisdiction(code, rule, actor.subject(), now)));
    trail.done(actor, ConsentAction.RULE, "recording-rule/" + code, rule.code());
    scheduling.underWay().forEach(visit -> news.fire(new RecordingRuleChanged(visit)));
  }
}
