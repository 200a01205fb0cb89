package org.televisit.recording;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;

/**
 * All that decides who may be recorded, at one moment.
 *
 * @param inProgress whether the Encounter is: nothing is recorded in the waiting room
 * @param rule the strictest rule of the places where the participants are
 * @param patient what the patient answered, with or without a seat of their own: a child beside a
 *     parent is seen and heard at the parent's seat
 * @param present everybody who has been let in and is here, or is about to send
 */
public record RecordingSituation(
    boolean inProgress, RecordingRule rule, Optional<Provision> patient, List<Party> present) {

  public RecordingSituation {
    present = List.copyOf(present);
  }

  /**
   * One person who is present.
   *
   * @param recording that person's own answer; empty if they have given none
   */
  public record Party(UUID seat, Role role, Optional<Provision> recording) {}

  /** Whether everybody permits who is to be seen or heard here. */
  boolean isAgreedByAll() {
    boolean related = present.stream().anyMatch(p -> p.role() == Role.RELATED_PERSON);
    return present.stream().allMatch(p -> permits(p.recording())) && (!related || permits(patient));
  }

  boolean isAgreedByPatient() {
    return permits(patient);
  }

  private static boolean permits(Optional<Provision> answer) {
    return answer.filter(a -> a == Provision.PERMIT).isPresent();
  }
}
