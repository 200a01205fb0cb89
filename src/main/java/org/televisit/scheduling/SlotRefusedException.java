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
    PATIENT_BUSY("scheduling.takenPatient", "scheduling.takenPatientStays"),
    /** The practitioner has another visit then, or keeps that time free around one. */
    PRACTITIONER_BUSY("scheduling.takenPractitioner", "scheduling.takenPractitionerStays"),
    /** It has begun or is over. */
    PAST("scheduling.past", "scheduling.pastStays"),
    /** It begins sooner than patients may book. */
    TOO_SOON("scheduling.tooSoon", "scheduling.tooSoonStays"),
    /** It is further ahead than patients may book. */
    TOO_FAR("scheduling.tooFar", "scheduling.tooFarStays"),
    /** The practitioner takes no such visits then. */
    CLOSED("scheduling.closed", "scheduling.closedStays"),
    /** Patients cannot book such a visit, or not of that length. */
    NOT_FOR_PATIENTS("scheduling.notForPatients", "scheduling.notForPatientsStays"),
    /** It was held, but for too long. */
    HOLD_EXPIRED("scheduling.holdExpired", "scheduling.holdExpired");

    private final String key;
    private final String stays;

    /**
     * @param key what is said of it
     * @param stays the same of a visit that was to be moved, and stays
     */
    Reason(String key, String stays) {
      this.key = key;
      this.stays = stays;
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
    this(reason, reason.key, name, alternatives);
  }

  SlotRefusedException(Reason reason) {
    this(reason, "", List.of());
  }

  private SlotRefusedException(
      Reason reason, String key, String name, List<FoundSlot> alternatives) {
    super("slot refused: " + reason.code(), key, name);
    this.reason = reason;
    this.alternatives = List.copyOf(alternatives);
  }

  /** The same about a visit that was to be moved, and stays when and with whom it is. */
  static SlotRefusedException staying(Reason reason, String name, List<FoundSlot> alternatives) {
    return new SlotRefusedException(reason, reason.stays, name, alternatives);
  }

  public Reason reason() {
    return reason;
  }

  /** At most three, the nearest first; found after the refusal, so they may be taken by now. */
  public List<FoundSlot> alternatives() {
    return alternatives;
  }
}
