package org.televisit.availability;

import java.io.Serial;
import java.util.Locale;
import org.televisit.platform.ProblemException;

/** Hours, closures, kinds of visits or rules cannot be as somebody wants them, for a reason. */
public class AvailabilityRefusedException extends ProblemException {
  @Serial private static final long serialVersionUID = 1L;

  /** Why not. */
  public enum Why {
    /** No day of the week was chosen. */
    NO_DAY,
    /** Hours end before they begin, or their last day comes before the first. */
    ORDER,
    /** The practitioner has hours then already. */
    OVERLAP,
    /** There is no such kind of visit. */
    NO_TYPE,
    /** A deviation ends before it begins, or lasts too long. */
    SPAN,
    /** A note is too long. */
    NOTE,
    /** The short name of a kind of visit is not one. */
    CODE,
    /** There is a kind of visit of that short name. */
    CODE_TAKEN,
    /** Name, length or buffers of a kind of visit are out of bounds. */
    TYPE,
    /** The usual kind of visit is always offered. */
    USUAL,
    /** Booking rules are out of bounds. */
    RULES;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  private final Why why;

  AvailabilityRefusedException(Why why) {
    super("refused: " + why.code(), "availability.refused." + why.code());
    this.why = why;
  }

  public Why why() {
    return why;
  }
}
