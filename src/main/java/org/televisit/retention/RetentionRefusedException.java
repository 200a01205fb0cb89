package org.televisit.retention;

import java.io.Serial;
import java.util.Locale;
import org.televisit.platform.ProblemException;

/** Something about retention cannot be done, and the person can understand why. */
public class RetentionRefusedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Why {
    /** A legal hold lies on the visit. */
    HELD,
    /** There is a hold for this case already. */
    HELD_ALREADY,
    /** A stated reason is too short or too long. */
    NO_REASON,
    /** No case number. */
    NO_CASE,
    /** The number of days is out of bounds. */
    DAYS,
    /** No such place. */
    PLACE,
    /** The one policy for everything may be replaced, but not ended. */
    LAST_POLICY,
    /** The same was done elsewhere at the same moment. */
    MEANWHILE,
    /** A recording of this person has not ended: deleted now, it would be left out. */
    NOT_ENDED,
    /** This person has no recordings in this visit that could be deleted. */
    NOTHING_TO_ERASE;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Why why;

  RetentionRefusedException(Why why) {
    super("retention refused: " + why.code(), "retention.refused." + why.code());
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
