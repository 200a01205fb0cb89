package org.televisit.scheduling;

import java.io.Serial;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.primefaces.model.DefaultScheduleEvent;
import org.primefaces.model.LazyScheduleModel;
import org.primefaces.model.ScheduleDisplayMode;
import org.primefaces.model.ScheduleEvent;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;

/**
 * One grid of the calendar. It shows the clinic's wall: a visit begins where the wall's clock does,
 * and is as tall as it is long. So nothing depends on the zone of the browser, and on a day on
 * which clocks change no visit is shown at a time at which nobody would come.
 */
public class CalendarGrid extends LazyScheduleModel {
  @Serial private static final long serialVersionUID = 1L;

  private final transient CalendarDesk desk;
  private final transient Actor actor;
  private final transient List<PersonRef> who;
  private final transient Function<AppointmentId, String> address;
  private final boolean withHours;

  /**
   * @param who the practitioners whose visits it shows
   * @param address of the page that shows a visit in more detail
   * @param withHours whether the hours at which they take visits are marked
   */
  CalendarGrid(
      CalendarDesk desk,
      Actor actor,
      List<PersonRef> who,
      Function<AppointmentId, String> address,
      boolean withHours) {
    this.desk = desk;
    this.actor = actor;
    this.who = List.copyOf(who);
    this.address = address;
    this.withHours = withHours;
  }

  /** What stands above it: one practitioner's name; empty for several. */
  public String getName() {
    return who.size() == 1 ? who.get(0).name() : "";
  }

  @Override
  public void loadEvents(LocalDateTime start, LocalDateTime end) {
    desk.visits(actor, who, start, end).forEach(visit -> addEvent(event(visit)));
    if (withHours) {
      who.forEach(one -> desk.open(one, start, end).forEach(open -> addEvent(hours(open))));
    }
  }

  /** Read anew, so that what is moved is a visit of this person's calendar and nothing else. */
  @Override
  public ScheduleEvent<?> getEvent(String id) {
    SeenVisit seen = SeenVisit.parse(id);
    DefaultScheduleEvent<?> event = event(desk.visit(actor, seen.id()));
    event.setId(id);
    return event;
  }

  private DefaultScheduleEvent<?> event(Appointment visit) {
    LocalDateTime start = desk.wall(visit.getSlot().start());
    boolean movable = visit.getStatus() == AppointmentStatus.BOOKED;
    return DefaultScheduleEvent.builder()
        .id(SeenVisit.of(visit).toString())
        .title(title(visit))
        .startDate(start)
        .endDate(start.plus(visit.getSlot().length()))
        .draggable(movable)
        .resizable(movable)
        .overlapAllowed(true)
        .styleClass(
            "tv-visit tv-who-%d tv-visit-%s%s"
                .formatted(
                    index(visit),
                    visit.getStatus().name().toLowerCase(Locale.ROOT),
                    desk.isSecondTime(visit) ? " tv-visit-again" : ""))
        .url(address.apply(visit.getId()))
        .build();
  }

  /**
   * Where clocks are put back, two visits stand at the same place: the title tells which is which.
   */
  private String title(Appointment visit) {
    String patient = visit.getPatient().name();
    String named = who.size() == 1 ? patient : patient + " · " + visit.getPractitioner().name();
    return desk.timeThatComesTwice(visit).map(time -> named + " · " + time).orElse(named);
  }

  private int index(Appointment visit) {
    return who.indexOf(visit.getPractitioner());
  }

  private DefaultScheduleEvent<?> hours(TimeSlot open) {
    LocalDateTime start = desk.wall(open.start());
    Duration length = open.length();
    return DefaultScheduleEvent.builder()
        .startDate(start)
        .endDate(start.plus(length))
        .display(ScheduleDisplayMode.BACKGROUND)
        .overlapAllowed(true) // or nothing could be dropped on it
        .styleClass("tv-open")
        .build();
  }
}
