package org.televisit.retention;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.Appointment;

/**
 * What a visit's recordings of one person have in common, as that person may know it.
 *
 * @param name of who was recorded
 * @param length of all that is told here together
 * @param day the clinic's day on which the last of it is deleted; null unless that is decided
 * @param at when the last of it was deleted; null unless it was
 * @param reason why it is kept so long, in the clinic's own words; empty where none is given
 */
public record OwnRecording(
    Appointment visit,
    String name,
    Fate fate,
    Duration length,
    @Nullable LocalDate day,
    @Nullable Instant at,
    String reason) {

  /** What becomes of a recording. */
  public enum Fate {
    /** It is deleted on a known day. */
    KEPT,
    /** No policy says when it is deleted. */
    UNLIMITED,
    /** It must not be deleted for the time being. */
    HELD,
    /** It has been decided that it is deleted, and it is about to be. */
    DELETING,
    DELETED;

    /** As part of message keys: {@code kept}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
