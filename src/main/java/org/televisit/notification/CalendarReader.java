package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.Language;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.AppointmentStatus;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/** Visits for people's own calendars: one as a file, and a practitioner's as a feed. */
@ApplicationScoped
class CalendarReader {

  /** How much of the past a feed holds, and how much of what is to come. */
  private static final Duration BACK = Duration.ofDays(30);

  private static final Duration AHEAD = Duration.ofDays(366);

  private static final Set<AppointmentStatus> TAKE_PLACE =
      EnumSet.of(AppointmentStatus.BOOKED, AppointmentStatus.ARRIVED, AppointmentStatus.FULFILLED);

  @Inject FeedRegister register;
  @Inject SchedulingService scheduling;
  @Inject People people;
  @Inject CalendarWriter calendars;

  /**
   * What a calendar program gets for the secret of an address.
   *
   * @return iCalendar; empty for an address that leads nowhere (any more)
   */
  Optional<byte[]> feed(String secret) {
    return FeedToken.of(secret).flatMap(register::behind).map(this::feed);
  }

  private byte[] feed(CalendarFeed feed) {
    PersonRef practitioner = people.practitioner(feed.getPractitioner()).orElseThrow();
    Actor actor = new Actor(practitioner.subject(), practitioner.name(), Set.of(Role.PRACTITIONER));
    Instant now = register.read(feed, actor);
    List<VisitIcs.Entry> entries =
        scheduling.of(actor, now.minus(BACK), now.plus(AHEAD)).stream()
            .filter(visit -> visit.getPractitioner().equals(practitioner))
            .filter(visit -> TAKE_PLACE.contains(visit.getStatus()))
            .map(CalendarReader::entry)
            .toList();
    Language language =
        people.contact(practitioner.subject()).map(Contact::language).orElse(Language.ENGLISH);
    return calendars.in(language.locale()).publish(entries);
  }

  /**
   * One visit as a file, for its participants.
   *
   * @throws NotYourAppointmentException for everybody else; the refusal is audited
   * @throws NotFoundException if there is none
   */
  byte[] export(Actor actor, AppointmentId id, Locale locale) {
    Appointment visit = scheduling.asParticipant(actor, id);
    register.exported(actor, id);
    return calendars.in(locale).publish(List.of(entry(visit)));
  }

  private static VisitIcs.Entry entry(Appointment visit) {
    return new VisitIcs.Entry(
        visit.getId(),
        visit.getSequence(),
        visit.getSlot(),
        !TAKE_PLACE.contains(visit.getStatus()));
  }
}
