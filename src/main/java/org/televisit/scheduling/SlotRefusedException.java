package org.televisit.scheduling;

import java.io.Serial;
import java.util.List;
import java.util.Locale;
import org.televisit.platform.ProblemException;

/**
 * The wanted time cannot be had. Says why, and offers up to three other times where there are some.
 */
public class SlotRefusedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why it cannot be had. */
  public enum Reason {
    /** The patient has another visit then. */
    PATIENT_BUSY("scheduling.takenPatient"),
    /** The practitioner has another visit then, or keeps that time free around one. */
    PRACTITIONER_BUSY("scheduling.takenPractitioner"),
    /** It has begun or is over. */
    PAST("scheduling.past"),
    /** It begins sooner than patients may book. */
    TOO_SOON("scheduling.tooSoon"),
    /** It is further ahead than patients may book. */
    TOO_FAR("scheduling.tooFar"),
    /** The practitioner takes no such visits then. */
    CLOSED("scheduling.closed"),
    /** Patients cannot book such a visit, or not of that length. */
    NOT_FOR_PATIENTS("scheduling.notForPatients"),
    /** It was held, but for too long. */
    HOLD_EXPIRED("scheduling.holdExpired");

    private final String key;

    Reason(String key) {
      this.key = key;
    }

    /** For the audit trail and for other programs: {@code patient-busy}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Reason reason;
  private final transient List<FoundSlot> alternatives;

  /**
   * Says why.
   *
   * @param name of the person who is not free, for the message only
   */
  SlotRefusedException(Reason reason, String name, List<FoundSlot> alternatives) {
    super("slot refused: " + reason.code(), reason.key, name);
    this.reason = reason;
    this.alternatives = List.copyOf(alternatives);
  }

  SlotRefusedException(Reason reason) {
    this(reason, "", List.of());
  }

  public Reason reason() {
    return reason;
  }

  /** At most three, the nearest first; found after the refusal, so they may be taken by now. */
  public List<FoundSlot> alternatives() {
    return alternatives;
  }
}
