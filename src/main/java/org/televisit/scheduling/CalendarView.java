package org.televisit.scheduling;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of the calendar is seen, as the page's address says it.
 *
 * @param page view id of the page
 * @param who ids of the practitioners that were chosen; empty for the first few
 * @param visit id of the visit that is shown in detail; null for none
 */
public record CalendarView(
    String page, CalendarScale scale, LocalDate day, List<String> who, @Nullable String visit)
    implements Serializable {

  public CalendarView {
    who = List.copyOf(who);
  }

  /** The day of that ISO 8601 text; {@code otherwise} for what is none, or far away. */
  static LocalDate day(@Nullable String text, LocalDate otherwise) {
    try {
      LocalDate named = text == null ? otherwise : LocalDate.parse(text);
      return named.getYear() > 2000 && named.getYear() < 3000 ? named : otherwise;
    } catch (DateTimeException e) {
      return otherwise;
    }
  }

  public LocalDate first() {
    return scale.first(day);
  }

  /** The last day. */
  public LocalDate last() {
    return scale.step(first(), 1).minusDays(1);
  }

  /** The same one step earlier. */
  public CalendarView before() {
    return on(scale.step(day, -1));
  }

  /** The same one step later. */
  public CalendarView after() {
    return on(scale.step(day, 1));
  }

  /** The same around another day, without a visit in detail. */
  public CalendarView on(LocalDate other) {
    return new CalendarView(page, scale, other, who, null);
  }

  /** The same day in another scale. */
  public CalendarView in(CalendarScale other) {
    return new CalendarView(page, other, day, who, visit);
  }

  /** The same with this visit in detail. */
  public CalendarView showing(AppointmentId id) {
    return new CalendarView(page, scale, day, who, id.toString());
  }

  /** The page's address, without the application's path. */
  public String address() {
    StringBuilder address = new StringBuilder(page);
    address.append("?view=").append(scale.code()).append("&day=").append(day);
    who.forEach(one -> address.append("&who=").append(one));
    if (visit != null) {
      address.append("&visit=").append(visit);
    }
    return address.toString();
  }

  /** The outcome that leads there. */
  String redirect() {
    return address() + "&faces-redirect=true";
  }
}
