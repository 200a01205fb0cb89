package org.televisit.consultation;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;
import org.televisit.scheduling.WaitlistService;

/**
 * Backs {@code patient/home.xhtml}: the next visit, and those after it; one's own, and those of
 * whom one accompanies.
 */
@Named
@RequestScoped
public class HomePage {

  @Inject SchedulingService scheduling;
  @Inject WaitlistService waitlist;
  @Inject DayVisits visits;
  @Inject Actor actor;

  private List<DayVisit> coming = List.of();

  @PostConstruct
  void load() {
    List<Appointment> own =
        scheduling.coming(actor).stream()
            .filter(a -> !a.getPractitioner().subject().equals(actor.subject()))
            .toList();
    coming = visits.of(own).stream().filter(DayVisit::isAhead).toList();
  }

  public @Nullable DayVisit getNext() {
    return coming.isEmpty() ? null : coming.get(0);
  }

  public List<DayVisit> getLater() {
    return coming.subList(Math.min(1, coming.size()), coming.size());
  }

  /** Times that the waiting list holds for this person, or for whom they represent. */
  public List<Appointment> getOffers() {
    return waitlist.offers(actor);
  }

  /** Whether it is the person's own visit, and not that of somebody whom they accompany. */
  public boolean own(DayVisit visit) {
    return visit.appointment().getPatient().subject().equals(actor.subject());
  }
}
