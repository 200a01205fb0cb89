package org.televisit.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time as FHIR R4 search parameters give it ({@code ge2026-11-26}, {@code
 * 2026-11-26T10:00:00+01:00}; see "date" in the search specification). Each value is itself a
 * stretch: a day is all of it, by the clinic's clock where no zone is said.
 *
 * @param from inclusive; null for no limit
 * @param to exclusive; null for no limit
 */
record SearchDates(@Nullable Instant from, @Nullable Instant to) {

  private static final Pattern VALUE = Pattern.compile("([a-z]{2})?([0-9T:.Z+-]+)");

  /**
   * All values must be met.
   *
   * @throws FhirProblem for a value that is no date, or a comparison that is not supported
   */
  static SearchDates of(List<String> values, ZoneId zone) {
    SearchDates all = new SearchDates(null, null);
    for (String value : values) {
      all = all.and(one(value, zone));
    }
    return all;
  }

  private static SearchDates one(String value, ZoneId zone) {
    // a plus sign that was not escaped arrives as a blank
    Matcher form = VALUE.matcher(value.replace(' ', '+'));
    if (!form.matches()) {
      throw FhirProblem.bad("Not a date: " + shown(value));
    }
    SearchDates meant = stretch(form.group(2), zone);
    String prefix = form.group(1) == null ? "eq" : form.group(1);
    return switch (prefix) {
      case "eq" -> meant;
      case "ge" -> new SearchDates(meant.from, null);
      case "gt" -> new SearchDates(meant.to, null);
      case "lt" -> new SearchDates(null, meant.from);
      case "le" -> new SearchDates(null, meant.to);
      default -> throw FhirProblem.unsupported("Dates are compared by eq, ge, gt, le and lt only.");
    };
  }

  /** From the first moment that a value may mean to the first one after. */
  private static SearchDates stretch(String text, ZoneId zone) {
    try {
      return switch (text.length()) {
        case 4 -> days(LocalDate.of(Integer.parseInt(text), 1, 1), 'y', zone);
        case 7 -> days(YearMonth.parse(text).atDay(1), 'm', zone);
        case 10 -> days(LocalDate.parse(text), 'd', zone);
        default -> {
          Instant start =
              text.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                  ? OffsetDateTime.parse(text).toInstant()
                  : LocalDateTime.parse(text).atZone(zone).toInstant();
          yield new SearchDates(
              start, start.plusSeconds(text.matches(".*T\\d\\d:\\d\\d($|[Z+-].*)") ? 60 : 1));
        }
      };
    } catch (DateTimeException | NumberFormatException e) {
      throw FhirProblem.bad("Not a date: " + shown(text));
    }
  }

  private static SearchDates days(LocalDate first, char unit, ZoneId zone) {
    LocalDate next =
        switch (unit) {
          case 'y' -> first.plusYears(1);
          case 'm' -> first.plusMonths(1);
          default -> first.plusDays(1);
        };
    return new SearchDates(
        first.atStartOfDay(zone).toInstant(), next.atStartOfDay(zone).toInstant());
  }

  private SearchDates and(SearchDates other) {
    return new SearchDates(later(from, other.from), earlier(to, other.to));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isAfter(one)) ? other : one;
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    return one == null || (other != null && other.isBefore(one)) ? other : one;
  }

  boolean contains(Instant moment) {
    return (from == null || !moment.isBefore(from)) && (to == null || moment.isBefore(to));
  }

  private static String shown(String value) {
    return value.substring(0, Math.min(value.length(), 40)).replaceAll("[^0-9A-Za-z:.+-]", "?");
  }
}
