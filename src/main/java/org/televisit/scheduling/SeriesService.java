package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.Serializable;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.televisit.availability.ClinicCalendar;
import org.televisit.availability.NoSuchLocalTimeException;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.platform.NotAllowedException;

/**
 * Books visits that come again. Each member is a visit of its own, booked in its own transaction: a
 * time that is taken keeps nobody from the others, and is told with other times.
 */
@ApplicationScoped
public class SeriesService {

  @Inject SeriesRegister register;
  @Inject BookingDesk desk;
  @Inject ClinicCalendar calendar;

  /**
   * What became of a series.
   *
   * @param booked in order of time
   * @param missed what could not be booked, in order of time
   */
  public record Outcome(List<AppointmentId> booked, List<Missed> missed) implements Serializable {}

  /**
   * A time that could not be booked, on the clinic's wall.
   *
   * @param alternatives up to three others; none where clocks are put forward over the time
   */
  public record Missed(LocalDateTime at, List<FoundSlot> alternatives) implements Serializable {}

  /**
   * What is to come again.
   *
   * @param type code of a kind of visit
   * @param first when the first one begins, on the clinic's wall
   */
  public record Wish(
      UUID patient, UUID practitioner, String type, LocalDateTime first, Repetition repetition) {}

  /**
   * Books a visit and those that follow, each as long as its kind; only a clinic admin or that
   * practitioner may.
   *
   * @throws NotAllowedException for everybody else; audited
   */
  public Outcome book(Actor actor, Wish wish) {
    desk.checkClinic(actor, wish.patient(), wish.practitioner());
    UUID series = register.begin(actor, wish.repetition());
    Duration length = desk.length(wish.type());
    List<AppointmentId> booked = new ArrayList<>();
    List<Missed> missed = new ArrayList<>();
    for (LocalDateTime at : wish.repetition().from(wish.first())) {
      try {
        TimeSlot slot = calendar.slot(at, length);
        booked.add(
            desk.book(
                actor,
                new VisitWish(wish.patient(), wish.practitioner(), slot, wish.type()),
                series));
      } catch (SlotRefusedException e) {
        missed.add(new Missed(at, e.alternatives()));
      } catch (NoSuchLocalTimeException e) {
        missed.add(new Missed(at, List.of()));
      }
    }
    return new Outcome(booked, missed);
  }
}
