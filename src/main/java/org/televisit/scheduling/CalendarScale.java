package org.televisit.scheduling;

import static java.time.temporal.TemporalAdjusters.previousOrSame;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How much of the calendar is seen at once. Weeks begin on Monday (ISO 8601). */
public enum CalendarScale {
  DAY("timeGridDay"),
  WEEK("timeGridWeek"),
  MONTH("dayGridMonth");

  private final String grid;

  CalendarScale(String grid) {
    this.grid = grid;
  }

  /** The scale of that code; {@code otherwise} for what is none. */
  static CalendarScale named(@Nullable String code, CalendarScale otherwise) {
    for (CalendarScale scale : values()) {
      if (scale.code().equals(code)) {
        return scale;
      }
    }
    return otherwise;
  }

  /** As addresses and messages name it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As the grid's component names it. */
  public String grid() {
    return grid;
  }

  /** The first day of what contains the day. */
  LocalDate first(LocalDate day) {
    return switch (this) {
      case DAY -> day;
      case WEEK -> day.with(previousOrSame(DayOfWeek.MONDAY));
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /** The first day of the next, or with a negative number of an earlier one. */
  LocalDate step(LocalDate day, int by) {
    return switch (this) {
      case DAY -> day.plusDays(by);
      case WEEK -> first(day).plusWeeks(by);
      case MONTH -> first(day).plusMonths(by);
    };
  }
}
