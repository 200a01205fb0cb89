package org.televisit.consultation;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code admin/board.xhtml}: all visits of one day, today unless another is asked for. */
@Named
@RequestScoped
public class BoardPage {

  @Inject SchedulingService scheduling;
  @Inject ClinicCalendar calendar;
  @Inject DayVisits visits;
  @Inject Actor actor;

  private @Nullable LocalDate day;
  private @Nullable List<DayVisit> rows;
  private @Nullable List<DayVisit> missed;

  public LocalDate getDay() {
    return day == null ? calendar.today() : day;
  }

  public void setDay(@Nullable LocalDate day) {
    this.day = day;
  }

  public List<DayVisit> getVisits() {
    if (rows == null) {
      rows = visits.of(scheduling.of(actor, getStart(), calendar.startOf(getDay().plusDays(1))));
    }
    return rows;
  }

  /**
   * Visits that did not take place, as it seems: somebody should ring, and say what happened. Today
   * also those of earlier days of which nobody has.
   */
  public List<DayVisit> getMissed() {
    if (missed == null) {
      List<DayVisit> asked = isToday() ? visits.of(scheduling.unsettled(actor)) : getVisits();
      missed = asked.stream().filter(DayVisit::isToBeAskedAbout).toList();
    }
    return missed;
  }

  public Instant getStart() {
    return calendar.startOf(getDay());
  }

  public boolean isToday() {
    return getDay().equals(calendar.today());
  }
}
