package org.televisit.availability;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityRefusedException.Why;
import org.televisit.availability.BookedVisits.Booked;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;
import org.televisit.platform.Texts;

/** What the pages about hours have in common: whom and what there is to choose, and the strikes. */
@ApplicationScoped
class HoursDesk {

  @Inject AvailabilityService availability;
  @Inject StruckVisits struck;
  @Inject ClinicCalendar calendar;
  @Inject People people;

  List<PersonRef> practitioners() {
    return people.practitioners();
  }

  /** Whose hours are shown where nobody is named: the first one's; null where there is nobody. */
  @Nullable String usualPractitioner() {
    return practitioners().stream().findFirst().map(p -> p.id().toString()).orElse(null);
  }

  /**
   * The practitioner whom an address names.
   *
   * @throws NotFoundException if that is no id
   */
  static UUID practitioner(@Nullable String id) {
    try {
      return UUID.fromString(Objects.requireNonNullElse(id, ""));
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no practitioner has such an id");
    }
  }

  /** Says that it is done, and how many booked visits lie outside of the hours now. */
  static void saved(Notices notices, List<Booked> struck) {
    if (struck.isEmpty()) {
      notices.ok("availability.saved");
    } else {
      notices.warn("availability.savedStruck", struck.size());
    }
  }

  /** Kinds of visits that are offered. */
  List<VisitType> types() {
    return availability.types().stream().filter(VisitType::isActive).toList();
  }

  /** Kinds of visits in words; no code means all of them. */
  String typeNames(Iterable<String> codes, Locale locale) {
    List<String> wanted = new ArrayList<>();
    codes.forEach(wanted::add);
    return wanted.isEmpty()
        ? Texts.in(locale, "availability.allTypes")
        : availability.types().stream()
            .filter(type -> wanted.contains(type.getCode()))
            .map(type -> type.name(locale))
            .collect(Collectors.joining(Texts.in(locale, "availability.comma")));
  }

  /** See {@link StruckVisits#of}. */
  List<Booked> struck(Actor actor, UUID practitioner) {
    return struck.of(actor, practitioner);
  }

  /** See {@link StruckVisits#ofClosures}. */
  List<Booked> struckByClosures(Actor actor) {
    return struck.ofClosures(actor);
  }

  LocalDate today() {
    return calendar.today();
  }

  /**
   * From a day and time of the clinic's wall until another.
   *
   * @param from null for the beginning of the day
   * @param last the last day
   * @param until null for the end of the last day
   * @throws AvailabilityRefusedException if it does not end after it begins
   */
  Span span(LocalDate first, @Nullable LocalTime from, LocalDate last, @Nullable LocalTime until) {
    Instant start = calendar.moment(from == null ? first.atStartOfDay() : first.atTime(from));
    Instant end =
        calendar.moment(until == null ? last.plusDays(1).atStartOfDay() : last.atTime(until));
    if (!end.isAfter(start)) {
      throw new AvailabilityRefusedException(Why.SPAN);
    }
    return new Span(start, end);
  }

  /** Whether it begins and ends with a day of the clinic, so that hours need not be said. */
  boolean isWholeDays(Span span) {
    return span.start().equals(calendar.startOf(calendar.dayOf(span.start())))
        && span.end().equals(calendar.startOf(calendar.dayOf(span.end())));
  }
}
