package org.televisit.consent;

import java.util.Optional;
import java.util.UUID;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;
import org.televisit.scheduling.Appointment;

/**
 * One answer with everything that is kept about it: what its page shows and its receipts say.
 *
 * @param id of the answer
 * @param person whose consent it is
 * @param role of that person in the visit
 */
public record Receipt(
    UUID id, Appointment visit, PersonRef person, Role role, Voice voice, Choice choice) {

  /**
   * Who gave the answer, and how.
   *
   * @param by who answered; of what is unnamed, whose consent it is
   * @param as the relation by which a representative answered; empty for oneself
   * @param witness the practitioner who heard it; empty unless it was spoken
   * @param unnamed whether it was said for a minor and is not written down by whom
   */
  public record Voice(
      PersonRef by, Optional<Relation> as, How how, Optional<PersonRef> witness, boolean unnamed) {}

  /** Whether the answer counts now. */
  public boolean isCounting() {
    return choice.counts(visit.getSlot().start());
  }

  /** Whether it would count if the visit had not been moved to after the end of its wording. */
  public boolean isLapsed() {
    return choice.lapses(visit.getSlot().start());
  }

  /** FHIR R4 code of how it stands: {@code active}, {@code rejected} or {@code inactive}. */
  String status() {
    return isLapsed() ? "inactive" : choice.status();
  }

  public Purpose purpose() {
    return choice.form().getPurpose();
  }

  /** Whether this person gave the answer, or it is about them. */
  boolean concerns(String subject) {
    return person.subject().equals(subject) || voice.by().subject().equals(subject);
  }
}
