package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.televisit.consent.ConsentService;
import org.televisit.consent.ConsentStates;
import org.televisit.consent.Purpose;
import org.televisit.consent.RecordingRule;
import org.televisit.consent.RecordingRules;
import org.televisit.scheduling.AppointmentId;

/**
 * Asks for the permit once more in the transaction in which a recording begins, of rows that cannot
 * change before that is committed. An answer and a place each refer to their appointment, so that
 * whoever writes one waits for its lock, or is waited for; the table of rules is locked itself. Who
 * is present is decided in the room's one queue, and so is this.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class LastCheck {

  @Inject Recordings recordings;
  @Inject ConsentService consents;
  @Inject RecordingRules rules;

  RecordingPermit permit(RecordedSeat whose, Company company) {
    AppointmentId visit = whose.appointment();
    recordings.lockVisit(visit);
    RecordingRule rule = rules.lockedOf(visit);
    ConsentStates states = consents.states(List.of(visit));
    RecordingSituation situation =
        company.situation(
            rule,
            subject ->
                Optional.ofNullable(states.of(visit, subject).answers().get(Purpose.RECORDING)));
    return RecordingPermit.of(situation).getOrDefault(whose.seat(), RecordingPermit.UNANSWERED);
  }
}
