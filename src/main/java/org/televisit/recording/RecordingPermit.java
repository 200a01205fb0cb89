package org.televisit.recording;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRule;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingSituation.Party;

/**
 * Whether one person may be recorded, or the first reason why not, in the order in which the law
 * asks: the place, the visit, the person, the others.
 */
public enum RecordingPermit {
  PERMITTED,
  /** The visit has not begun, or is over. */
  NOT_IN_PROGRESS,
  /** The person has not said whether they may be recorded. */
  UNANSWERED,
  /** The person declined, or withdrew. */
  DECLINED,
  /**
   * Somebody else whose permission is needed has not given it: under {@link
   * RecordingRule#ALL_PARTY} anybody present, for a related person's seat always the patient.
   */
  ANOTHER_DECLINED,
  /** The law of a place where somebody is forbids it. */
  PROHIBITED;

  /** What everybody who is present may be, by seat. */
  public static Map<UUID, RecordingPermit> of(RecordingSituation situation) {
    return situation.present().stream()
        .collect(toUnmodifiableMap(Party::seat, party -> of(party, situation)));
  }

  private static RecordingPermit of(Party party, RecordingSituation situation) {
    if (situation.rule() == RecordingRule.PROHIBITED) {
      return PROHIBITED;
    }
    if (!situation.inProgress()) {
      return NOT_IN_PROGRESS;
    }
    return party
        .recording()
        .map(own -> own == Provision.PERMIT ? others(party, situation) : DECLINED)
        .orElse(UNANSWERED);
  }

  private static RecordingPermit others(Party party, RecordingSituation situation) {
    boolean agreed =
        switch (situation.rule()) {
          case OWN_CONSENT -> party.role() != Role.RELATED_PERSON || situation.isAgreedByPatient();
          case ALL_PARTY -> situation.isAgreedByAll();
          case PROHIBITED -> false;
        };
    return agreed ? PERMITTED : ANOTHER_DECLINED;
  }

  public boolean isPermitted() {
    return this == PERMITTED;
  }

  /** As sent and stored: {@code another-declined}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
