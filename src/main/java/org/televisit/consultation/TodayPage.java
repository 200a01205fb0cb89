package org.televisit.consultation;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/** Backs {@code practitioner/today.xhtml}: the practitioner's own visits of today, live. */
@Named
@RequestScoped
public class TodayPage {

  @Inject SchedulingService scheduling;
  @Inject ClinicCalendar calendar;
  @Inject DayVisits visits;
  @Inject Actor actor;

  private List<DayVisit> today = List.of();

  @PostConstruct
  void load() {
    LocalDate day = calendar.today();
    List<Appointment> own =
        scheduling.of(actor, calendar.startOf(day), calendar.startOf(day.plusDays(1))).stream()
            .filter(a -> a.getPractitioner().subject().equals(actor.subject()))
            .toList();
    today = visits.of(own);
  }

  public List<DayVisit> getVisits() {
    return today;
  }

  /** The start of the day that is shown, for its heading. */
  public Instant getDay() {
    return calendar.startOf(calendar.today());
  }
}
