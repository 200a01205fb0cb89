package org.televisit.scheduling;

import static jakarta.transaction.Transactional.TxType.MANDATORY;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.Relation;
import org.televisit.identity.RelationTerm;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;

/**
 * What other features and pages ask of scheduling: to hold, book, move and call off visits, and who
 * may see them and enter their rooms.
 */
@ApplicationScoped
public class SchedulingService {

  private static final Duration MONTH = Duration.ofDays(31);

  @Inject BookingDesk desk;
  @Inject HoldDesk holds;
  @Inject VisitAccess access;
  @Inject Appointments appointments;

  /**
   * Agrees on a visit at once; only a clinic admin or that practitioner may.
   *
   * @throws SlotRefusedException if one of the two is not free then, or the slot has begun; also
   *     for the loser of a race, as the database has the last word
   * @throws NotFoundException if one of the two does not exist
   * @throws NotAllowedException for everybody else; audited
   */
  public AppointmentId book(Actor actor, VisitWish wish) {
    return desk.book(actor, wish);
  }

  /** As {@link #book(Actor, VisitWish)}, a visit of the usual kind. */
  public AppointmentId book(Actor actor, UUID patient, UUID practitioner, TimeSlot slot) {
    return book(actor, new VisitWish(patient, practitioner, slot, VisitType.CONSULTATION));
  }

  /**
   * Agrees on a visit that begins now, for somebody who is here; only a clinic admin or that
   * practitioner may.
   *
   * @throws SlotRefusedException if one of the two is not free for that long, with other times
   * @throws NotAllowedException for everybody else; audited
   */
  public AppointmentId walkIn(
      Actor actor, UUID patient, UUID practitioner, String type, Duration length) {
    return desk.walkIn(actor, patient, practitioner, type, length);
  }

  /**
   * Lets only those through who may hold and book a time for that patient.
   *
   * @throws NotAllowedException for everybody else; audited
   */
  public void checkBooking(Actor actor, UUID patient) {
    access.checkBooking(actor, patient, SchedulingAction.HOLD);
  }

  /** Whether the practitioner takes such visits during the whole slot, whatever is booked. */
  public boolean isOpen(VisitWish wish) {
    return desk.isOpen(wish);
  }

  /**
   * Keeps a time for who is deciding, as long as the clinic's rules say; the patient, who
   * represents the patient, that practitioner and any clinic admin may. What the same person held
   * for this patient before is given back.
   *
   * @return the appointment, {@link AppointmentStatus#PENDING}
   * @throws SlotRefusedException if the time cannot be had, with other times
   * @throws NotAllowedException for everybody else; audited
   */
  public AppointmentId hold(Actor actor, VisitWish wish) {
    return holds.hold(actor, wish);
  }

  /**
   * What was held is booked.
   *
   * @param why the patient comes, at most 1000 characters; patient data, kept for those who take
   *     part. Null or blank: nothing was said
   * @throws SlotRefusedException if the hold is over, with other times; the same one may be free
   *     still
   * @throws NotYourAppointmentException if the person has no part in it
   */
  public void confirm(Actor actor, AppointmentId id, @Nullable String why) {
    holds.confirm(actor, id, why);
  }

  /**
   * Gives a held time back. Does nothing if it is not held any more.
   *
   * @throws NotYourAppointmentException if the person has no part in it
   */
  public void release(Actor actor, AppointmentId id) {
    holds.release(actor, id);
  }

  /**
   * Moves a visit to another time, also to one of another length; those who may cancel it may.
   *
   * @param version which the person looked at
   * @throws SlotRefusedException if that time cannot be had, with other times; nothing was changed
   * @throws NotCancellableException if it has begun or is over, or if it begins too soon for a
   *     patient to move it
   * @throws AppointmentChangedException if somebody changed it since that version
   * @throws NotYourAppointmentException if the person has no part in it
   */
  public void move(Actor actor, AppointmentId id, int version, TimeSlot to) {
    desk.move(actor, id, version, to);
  }

  /**
   * As {@link #move}, with another practitioner; only a clinic admin may. The former one is told,
   * and so is everybody else. What was answered to the consent questions stays; the new
   * practitioner answers their own.
   *
   * @param practitioner who is to see the patient; the same as before makes it a move
   * @throws SlotRefusedException if that practitioner or the patient is not free then, with other
   *     times of that practitioner; nothing was changed
   * @throws NotCancellableException if it has begun or is over, or somebody is in its room already
   * @throws NotAllowedException for everybody else who has a part in it; audited
   * @throws NotFoundException if there is no such practitioner
   */
  public void handOver(Actor actor, AppointmentId id, int version, UUID practitioner, TimeSlot to) {
    desk.handOver(actor, id, version, practitioner, to);
  }

  /**
   * Makes sure that a practitioner who comes into the room has not been handed another's visit, or
   * theirs to another, in the same moment: it cannot be from here on until the caller's transaction
   * ends.
   *
   * @throws NotYourAppointmentException if the person is not its practitioner any more
   */
  @Transactional(MANDATORY)
  public void stillWith(AppointmentId id, String practitioner) {
    if (!appointments.forChange(id).getPractitioner().subject().equals(practitioner)) {
      throw new NotYourAppointmentException(id);
    }
  }

  /**
   * Whether a visit is over or called off. If it is not, it cannot be from here on until the
   * caller's transaction ends.
   *
   * @throws NotFoundException if there is none
   */
  @Transactional(MANDATORY)
  public boolean lockedIsOver(AppointmentId id) {
    return appointments.forChange(id).getStatus().isOver();
  }

  /**
   * Calls a visit off; its patient, who represents the patient, its practitioner and any clinic
   * admin may.
   *
   * @param reasonCode code of one of {@link CancelReason#ofPeople}; a patient's is always the
   *     patient's
   * @throws NotCancellableException if somebody arrived already, it is over, or it begins too soon
   *     for a patient to call it off
   * @throws NotYourAppointmentException if the person has no part in it
   * @throws IllegalArgumentException if there is no such reason
   */
  public void cancel(Actor actor, AppointmentId id, String reasonCode) {
    desk.cancel(actor, id, CancelReason.ofPeople(reasonCode));
  }

  /** As {@link #cancel(Actor, AppointmentId, String)}, without saying why. */
  public void cancel(Actor actor, AppointmentId id) {
    desk.cancel(actor, id, null);
  }

  /**
   * The appointment, for its participants and any clinic admin.
   *
   * @throws NotYourAppointmentException for everybody else; the refusal is audited
   * @throws NotFoundException if there is none
   */
  public Appointment get(Actor actor, AppointmentId id) {
    return access.get(actor, id);
  }

  /**
   * The appointment, for its participants only: its patient, its practitioner, and who accompanies
   * the patient.
   *
   * @throws NotYourAppointmentException for everybody else; the refusal is audited
   * @throws NotFoundException if there is none
   */
  public Appointment asParticipant(Actor actor, AppointmentId id) {
    return access.asParticipant(actor, id);
  }

  /**
   * The part that a person has in a visit: {@link Role#PATIENT}, {@link Role#PRACTITIONER} or
   * {@link Role#RELATED_PERSON}.
   *
   * @throws NotYourAppointmentException if the person has none; not audited, as nobody asked for
   *     anything yet
   */
  public Role roleIn(Appointment appointment, String subject) {
    return access
        .part(appointment, subject)
        .orElseThrow(() -> new NotYourAppointmentException(appointment.getId()));
  }

  /** Who accompanies the patient of a visit now, the longest known first. */
  public List<Relation> accompanying(Appointment appointment) {
    return access.accompanying(appointment);
  }

  /** Who accompanies the patient of a visit or ever did, and from when to when. */
  public List<RelationTerm> everAccompanying(Appointment appointment) {
    return access.everAccompanying(appointment);
  }

  /**
   * What this person is to the visit's patient whom they accompany; empty for everybody else. The
   * caller has checked who asks.
   */
  public Optional<Kinship> kinship(AppointmentId id, String subject) {
    Appointment visit = forReview(id);
    return accompanying(visit).stream()
        .filter(relation -> relation.person().subject().equals(subject))
        .findFirst()
        .map(
            relation ->
                new Kinship(
                    relation.relationship(), visit.getPatient().name(), relation.represents()));
  }

  /**
   * The appointment for a reviewer; the caller has checked that reviewer's permission.
   *
   * @throws NotFoundException if there is none
   */
  public Appointment forReview(AppointmentId id) {
    return access.existing(id);
  }

  /** Whether this person comes to the visit in the patient's place, for instance of a child. */
  public boolean standsIn(AppointmentId id, String subject) {
    return access.standsIn(forReview(id), subject);
  }

  /** The subject of the visit's patient; the caller has checked who asks. */
  public String patientOf(AppointmentId id) {
    return forReview(id).getPatient().subject();
  }

  /**
   * Visits that overlap [from, to), by start: all for a clinic admin, else one's own. Nothing that
   * is only held.
   */
  public List<Appointment> of(Actor actor, Instant from, Instant to) {
    return actor.is(Role.CLINIC_ADMIN)
        ? appointments.between(from, to)
        : appointments.between(from, to, access.viewer(actor));
  }

  /** One's own visits that are under way or still to come, by start. */
  public List<Appointment> coming(Actor actor) {
    Appointments.Viewer viewer = access.viewer(actor);
    return appointments.ahead(viewer, viewer.now().minus(Joinability.AFTER));
  }

  /**
   * Visits that should be over and of which nobody has said what became of them, those of the last
   * month, the earliest first; for the clinic's office only, others have none.
   */
  public List<Appointment> unsettled(Actor actor) {
    Instant now = access.viewer(actor).now();
    return actor.is(Role.CLINIC_ADMIN) ? appointments.unsettled(now.minus(MONTH), now) : List.of();
  }

  /** The visits in whose rooms somebody may be now. */
  public List<AppointmentId> underWay() {
    return appointments.arrived().stream().map(Appointment::getId).toList();
  }

  /**
   * The visits whose patient came and that have no outcome, of those whose rooms should have closed
   * by then; somebody may be in one all the same.
   */
  public List<AppointmentId> unended(Instant closedBy) {
    return appointments.unended(closedBy.minus(Joinability.AFTER)).stream()
        .map(Appointment::getId)
        .toList();
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
    return access.joinability(appointment);
  }

  /** Whether the time is held for somebody now. */
  public boolean isHeld(Appointment appointment) {
    return access.isHeld(appointment);
  }

  /** The patient is in the room. Idempotent; part of the caller's transaction. */
  @Transactional(MANDATORY)
  public void arrived(AppointmentId id) {
    appointments.forChange(id).arrive();
  }

  /**
   * The practitioner has let the patient in: from now on the room stays open until the visit has
   * ended. Idempotent; part of the caller's transaction.
   */
  @Transactional(MANDATORY)
  public void begun(AppointmentId id, Instant at) {
    appointments.forChange(id).begin(at);
  }

  /** The encounter has ended. Idempotent; part of the caller's transaction. */
  @Transactional(MANDATORY)
  public void fulfilled(AppointmentId id) {
    appointments.forChange(id).fulfil();
  }
}
