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
import org.televisit.scheduling.SlotFinder;

/** Keeps searches to a stretch of time that the database answers at once. */
@ApplicationScoped
class Windows {

  /**
   * How much time one search may look at.
   *
   * @param usual what a search means that says no beginning or no end
   */
  record Limits(Duration longest, Duration usual) {}

  static final Limits VISITS = new Limits(Duration.ofDays(93), Duration.ofDays(31));

  /** Every five minutes one may begin: up to 288 a day. */
  static final Limits SLOTS = new Limits(Duration.ofDays(31), Duration.ofDays(7));

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

  /** Whether a moment is at most a year away: nobody books further ahead, or looks back so far. */
  boolean isNear(Instant moment) {
    return Duration.between(clock.instant(), moment).abs().compareTo(SlotFinder.FAR) <= 0;
  }

  SearchDates dates(List<String> values) {
    return SearchDates.of(values, clinic.getZone());
  }

  /**
   * The stretch that is looked at: where no beginning is said, from today on; where no end is said,
   * for the usual time.
   *
   * @throws FhirProblem if it is longer than is allowed, or ends before it begins
   */
  Window of(SearchDates dates, Limits limits) {
    Instant today = calendar.startOf(calendar.dayOf(clock.instant()));
    Instant from =
        dates.from() != null
            ? dates.from()
            : dates.to() != null && dates.to().isBefore(today)
                ? dates.to().minus(limits.usual())
                : today;
    Instant to = dates.to() != null ? dates.to() : from.plus(limits.usual());
    check(from, to, limits);
    return new Window(from, to, dates.from() == null || dates.to() == null);
  }

  /**
   * @throws FhirProblem as {@link #of}
   */
  static void check(Instant from, Instant to, Limits limits) {
    if (!from.isBefore(to)) {
      throw FhirProblem.bad("The dates leave no time between them.");
    }
    if (Duration.between(from, to).compareTo(limits.longest()) > 0) {
      throw new FhirProblem(
          400,
          IssueType.TOOCOSTLY,
          "At most " + limits.longest().toDays() + " days at once.",
          List.of());
    }
  }
}
