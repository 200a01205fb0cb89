package org.televisit.availability;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hours of one day of the week at which a practitioner takes visits, as the clinic's wall shows
 * them.
 *
 * @param version see {@link VisitType#getVersion}
 * @param wish what was asked for
 */
public record WeeklyHours(UUID id, int version, Wish wish) {

  private static final int MINUTES_OF_A_DAY = 24 * 60;

  /**
   * Hours that somebody wants to work.
   *
   * @param from the time at which they begin; seconds are not looked at
   * @param until the time at which they end; midnight is the end of the day
   * @param validFrom the first day
   * @param validUntil the last day; null while nobody knows it
   * @param types codes of the {@link VisitType}s; empty for all, also for those to come
   */
  public record Wish(
      DayOfWeek day,
      LocalTime from,
      LocalTime until,
      LocalDate validFrom,
      @Nullable LocalDate validUntil,
      Set<String> types) {

    public Wish {
      types = Set.copyOf(types);
    }

    int fromMinute() {
      return minute(from);
    }

    int untilMinute() {
      return until.equals(LocalTime.MIDNIGHT) ? MINUTES_OF_A_DAY : minute(until);
    }

    /** Whether the end comes after the beginning, in hours and in days. */
    boolean isInOrder() {
      return untilMinute() > fromMinute()
          && (validUntil == null || !validUntil.isBefore(validFrom));
    }

    private static int minute(LocalTime time) {
      return time.getHour() * 60 + time.getMinute();
    }
  }

  /** Whether they count on that day for visits of that kind. */
  boolean counts(LocalDate day, String type) {
    return day.getDayOfWeek() == wish.day
        && !day.isBefore(wish.validFrom)
        && (wish.validUntil == null || !day.isAfter(wish.validUntil))
        && (wish.types.isEmpty() || wish.types.contains(type));
  }
}
