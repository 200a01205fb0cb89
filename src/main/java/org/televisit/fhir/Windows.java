package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.televisit.availability.ClinicCalendar;
import org.televisit.platform.ClinicInfo;

/** Keeps searches to a stretch of time that the database answers at once. */
@ApplicationScoped
class Windows {

  static final Duration LONGEST = Duration.ofDays(93);

  /** What a search means that says no beginning or no end. */
  static final Duration USUAL = Duration.ofDays(31);

  @Inject ClinicInfo clinic;
  @Inject ClinicCalendar calendar;
  @Inject Clock clock;

  /**
   * @param assumed whether the reader did not say all of it
   */
  record Window(Instant from, Instant to, boolean assumed) {
    boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(to);
    }
  }

  SearchDates dates(List<String> values) {
    return SearchDates.of(values, clinic.getZone());
  }

  /**
   * The stretch that is looked at: where no beginning is said, from today on; where no end is said,
   * for a month.
   *
   * @throws FhirProblem if it is longer than 93 days, or ends before it begins
   */
  Window of(SearchDates dates) {
    Instant today = calendar.startOf(calendar.dayOf(clock.instant()));
    Instant from =
        dates.from() != null
            ? dates.from()
            : dates.to() != null && dates.to().isBefore(today) ? dates.to().minus(USUAL) : today;
    Instant to = dates.to() != null ? dates.to() : from.plus(USUAL);
    if (!from.isBefore(to)) {
      throw FhirProblem.bad("The dates leave no time between them.");
    }
    if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      throw new FhirProblem(
          400, IssueType.TOOCOSTLY, "At most " + LONGEST.toDays() + " days at once.", List.of());
    }
    return new Window(from, to, dates.from() == null || dates.to() == null);
  }
}
