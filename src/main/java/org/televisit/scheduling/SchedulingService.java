package org.televisit.scheduling;

import static jakarta.transaction.Transactional.TxType.MANDATORY;
import static org.televisit.scheduling.SlotTakenException.Who;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Violations;

/**
 * Books and cancels appointments, and tells who may see them and enter their rooms.
 *
 * <p>Deliberately not transactional itself: a refusal is audited after the transaction that failed,
 * so that no thread holds two connections.
 */
@ApplicationScoped
public class SchedulingService {

  private static final Map<String, Who> TAKEN =
      Map.of(
          "appointment_patient_is_free", Who.PATIENT,
          "appointment_practitioner_is_free", Who.PRACTITIONER);

  @Inject Bookings bookings;
  @Inject Appointments appointments;
  @Inject People people;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /**
   * Agrees on a visit; only a clinic admin may.
   *
   * @throws SlotTakenException if one of the two has another visit then; also for the loser of a
   *     race, as the database has the last word
   * @throws SlotInPastException if the slot has begun
   * @throws NotFoundException if one of the two does not exist
   */
  public AppointmentId book(Actor actor, VisitWish wish) {
    if (!actor.is(Role.CLINIC_ADMIN)) {
      trail.refused(actor, SchedulingAction.BOOK, "appointment", "role");
      throw new NotAllowedException("booking needs a clinic admin");
    }
    try {
      return bookings.book(actor, wish, clock.instant());
    } catch (SlotInPastException e) {
      trail.refused(actor, SchedulingAction.BOOK, wish.entity(), "past");
      throw e;
    } catch (RuntimeException e) {
      Who who = taken(e).orElseThrow(() -> e);
      trail.refused(actor, SchedulingAction.BOOK, wish.entity(), "taken " + who.code());
      throw new SlotTakenException(who, appointments.name(who, wish));
    }
  }

  /** As {@link #book(Actor, VisitWish)}, a visit of the usual kind. */
  public AppointmentId book(Actor actor, UUID patient, UUID practitioner, TimeSlot slot) {
    return book(actor, new VisitWish(patient, practitioner, slot, VisitType.CONSULTATION));
  }

  /**
   * Calls a visit off; its participants and any clinic admin may.
   *
   * @throws NotCancellableException if somebody arrived already, or it is over
   * @throws NotYourAppointmentException if the person has no part in it
   */
  public void cancel(Actor actor, AppointmentId id) {
    get(actor, id);
    try {
      bookings.cancel(actor, id);
    } catch (NotCancellableException e) {
      trail.refused(actor, SchedulingAction.CANCEL, id.entity());
      throw e;
    }
  }

  /**
   * The appointment, for its participants and any clinic admin.
   *
   * @throws NotYourAppointmentException for everybody else; the refusal is audited
   * @throws NotFoundException if there is none
   */
  public Appointment get(Actor actor, AppointmentId id) {
    Appointment appointment = forReview(id);
    if (!actor.is(Role.CLINIC_ADMIN) && part(appointment, actor.subject()).isEmpty()) {
      throw refuse(actor, id);
    }
    return appointment;
  }

  /**
   * The appointment, for its participants only: its patient, its practitioner, and who accompanies
   * the patient.
   *
   * @throws NotYourAppointmentException for everybody else; the refusal is audited
   * @throws NotFoundException if there is none
   */
  public Appointment asParticipant(Actor actor, AppointmentId id) {
    Appointment appointment = forReview(id);
    if (part(appointment, actor.subject()).isEmpty()) {
      throw refuse(actor, id);
    }
    return appointment;
  }

  /**
   * The part that a person has in a visit: {@link Role#PATIENT}, {@link Role#PRACTITIONER} or
   * {@link Role#RELATED_PERSON}.
   *
   * @throws NotYourAppointmentException if the person has none; not audited, as nobody asked for
   *     anything yet
   */
  public Role roleIn(Appointment appointment, String subject) {
    return part(appointment, subject)
        .orElseThrow(() -> new NotYourAppointmentException(appointment.getId()));
  }

  /** Who accompanies the patient of a visit now, the longest known first. */
  public List<Relation> accompanying(Appointment appointment) {
    return people.relations(appointment.getPatient().id());
  }

  private Optional<Role> part(Appointment appointment, String subject) {
    return appointment
        .part(subject)
        .or(() -> relation(appointment, subject).map(relation -> Role.RELATED_PERSON));
  }

  private Optional<Relation> relation(Appointment appointment, String subject) {
    return accompanying(appointment).stream()
        .filter(relation -> relation.person().subject().equals(subject))
        .findFirst();
  }

  /**
   * The appointment for a reviewer; the caller has checked that reviewer's permission.
   *
   * @throws NotFoundException if there is none
   */
  public Appointment forReview(AppointmentId id) {
    return appointments.find(id).orElseThrow(() -> new NotFoundException("no " + id.entity()));
  }

  /** Whether this person comes to the visit in the patient's place, for instance of a child. */
  public boolean standsIn(AppointmentId id, String subject) {
    return relation(forReview(id), subject).filter(Relation::represents).isPresent();
  }

  /** The subject of the visit's patient; the caller has checked who asks. */
  public String patientOf(AppointmentId id) {
    return forReview(id).getPatient().subject();
  }

  /** Appointments that overlap [from, to), by start: all for a clinic admin, else one's own. */
  public List<Appointment> of(Actor actor, Instant from, Instant to) {
    return actor.is(Role.CLINIC_ADMIN)
        ? appointments.between(from, to)
        : appointments.between(from, to, viewer(actor));
  }

  /** One's own visits that are under way or still to come, by start. */
  public List<Appointment> coming(Actor actor) {
    return appointments.pending(viewer(actor), clock.instant().minus(Joinability.AFTER));
  }

  /** The visits in whose rooms somebody may be now. */
  public List<AppointmentId> underWay() {
    return appointments.arrived().stream().map(Appointment::getId).toList();
  }

  private Appointments.Viewer viewer(Actor actor) {
    return new Appointments.Viewer(actor.subject(), clock.instant());
  }

  /** The first of {@link #coming}. */
  public Optional<Appointment> next(Actor actor) {
    return coming(actor).stream().findFirst();
  }

  /** The kinds of visits that are offered, the usual one first. */
  public List<VisitType> types() {
    return appointments.types();
  }

  /** Whether the room may be entered now, and if not, why. */
  public Joinability joinability(Appointment appointment) {
    return appointment.joinability(clock.instant());
  }

  /** The first person is in the room. Idempotent; part of the caller's transaction. */
  @Transactional(MANDATORY)
  public void arrived(AppointmentId id) {
    appointments.forChange(id).arrive();
  }

  /** The encounter has ended. Idempotent; part of the caller's transaction. */
  @Transactional(MANDATORY)
  public void fulfilled(AppointmentId id) {
    appointments.forChange(id).fulfil();
  }

  private NotYourAppointmentException refuse(Actor actor, AppointmentId id) {
    trail.refused(actor, SchedulingAction.READ, id.entity());
    return new NotYourAppointmentException(id);
  }

  private static Optional<Who> taken(RuntimeException failure) {
    return TAKEN.entrySet().stream()
        .filter(rule -> Violations.isOf(failure, rule.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
