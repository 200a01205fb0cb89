package org.televisit.scheduling;

import static org.televisit.scheduling.SlotRefusedException.Reason.HOLD_EXPIRED;
import static org.televisit.scheduling.SlotRefusedException.Reason.PAST;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Patient;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Practitioner;
import org.televisit.identity.Role;

/**
 * One agreed visit (FHIR R4 Appointment), and before that the time held for it. It is held, then
 * booked, or booked at once; it may be moved or called off until the patient arrives, and is
 * fulfilled when its encounter ends; after that it never changes again.
 */
@Entity
@Table(name = "appointment")
public class Appointment {

  @Id private UUID id;
  @Version private int version;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "patient_id", updatable = false)
  private Patient patient;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "practitioner_id")
  private Practitioner practitioner;

  @Embedded private TimeSlot slot;
  @Embedded private Blocked blocked;

  @Column(nullable = false)
  private AppointmentStatus status;

  @Embedded private Booked booked;
  @Embedded private @Nullable Closure closed;

  /** SEQUENCE of RFC 5545: how often it was moved or called off. */
  @Column(nullable = false)
  private int sequence;

  @Column(name = "held_until")
  private @Nullable Instant heldUntil;

  @Column private @Nullable String reason;

  @Column(name = "begun_at")
  private @Nullable Instant begunAt;

  @Column(name = "series_id", updatable = false)
  private @Nullable UUID series;

  @SuppressWarnings("NullAway.Init")
  protected Appointment() {} // for Hibernate

  private Appointment(Patient patient, Practitioner practitioner, TimeSlot slot, Booked booked) {
    this.id = UUID.randomUUID();
    this.patient = patient;
    this.practitioner = practitioner;
    this.slot = slot;
    this.blocked = Blocked.only(slot);
    this.status = AppointmentStatus.BOOKED;
    this.booked = booked;
  }

  /**
   * Agrees on a visit.
   *
   * @throws SlotRefusedException if the slot has begun by the time of booking
   */
  static Appointment book(
      Patient patient, Practitioner practitioner, TimeSlot slot, Booked booked) {
    if (!slot.start().isAfter(booked.at())) {
      throw new SlotRefusedException(PAST);
    }
    return new Appointment(patient, practitioner, slot, booked);
  }

  /** A visit of somebody who is here already: its slot has begun. */
  static Appointment walkIn(
      Patient patient, Practitioner practitioner, TimeSlot slot, Booked booked) {
    return new Appointment(patient, practitioner, slot, booked);
  }

  /** The practitioner has no other visit shortly before and after this one. */
  Appointment keepingFree(Buffers buffers) {
    blocked = buffers.around(slot);
    return this;
  }

  /** One of several that were agreed together; null for none. */
  Appointment of(@Nullable UUID newSeries) {
    series = newSeries;
    return this;
  }

  /** Not agreed yet: the time is kept until then for who is deciding. */
  Appointment held(Instant until) {
    status = AppointmentStatus.PENDING;
    heldUntil = until;
    return this;
  }

  /**
   * What was held is agreed.
   *
   * @param why the patient comes, in the patient's words; null if nothing was said
   * @throws SlotRefusedException if the hold is over or was given up, or the slot has begun
   */
  void confirm(Instant now, @Nullable String why) {
    if (!isHeld(now)) {
      throw new SlotRefusedException(HOLD_EXPIRED);
    }
    if (!slot.start().isAfter(now)) {
      throw new SlotRefusedException(PAST);
    }
    status = AppointmentStatus.BOOKED;
    heldUntil = null;
    reason = why;
  }

  /** The hold becomes no booking. Does nothing unless there is one. */
  void release(Closure closure) {
    if (status == AppointmentStatus.PENDING) {
      status = AppointmentStatus.CANCELLED;
      closed = closure;
    }
  }

  /** Whether it is held for somebody at this moment. */
  boolean isHeld(Instant now) {
    return status == AppointmentStatus.PENDING && heldUntil != null && now.isBefore(heldUntil);
  }

  /**
   * Takes place at another time, or with another practitioner; what is kept free around it moves
   * along.
   *
   * @throws NotCancellableException if the patient arrived already, it is over, or is only held
   * @throws SlotRefusedException if that time has begun
   */
  void move(Practitioner with, TimeSlot to, Instant now) {
    if (status != AppointmentStatus.BOOKED) {
      throw NotCancellableException.notMovable();
    }
    if (!to.start().isAfter(now)) {
      throw new SlotRefusedException(PAST);
    }
    Buffers buffers = Buffers.of(slot, blocked);
    slot = to;
    blocked = buffers.around(to);
    practitioner = with;
    sequence++;
  }

  /**
   * Calls the visit off.
   *
   * @throws NotCancellableException if the patient arrived already, or it is over
   */
  void cancel(Closure closure) {
    if (status != AppointmentStatus.BOOKED) {
      throw NotCancellableException.begun();
    }
    status = AppointmentStatus.CANCELLED;
    closed = closure;
    sequence++;
  }

  /**
   * Whether the patient came and nobody let them in, and the room has closed since: the clinic owes
   * them the visit, so this is never a no-show.
   */
  boolean isUnmet(Instant now) {
    return status == AppointmentStatus.ARRIVED
        && joinability(now).reason() == Joinability.Reason.ENDED;
  }

  /**
   * Somebody confirms that the clinic kept the patient waiting in vain.
   *
   * @throws NotCancellableException if the patient was let in, the room is open still, or the visit
   *     has an outcome already
   */
  void unmet(Closure closure) {
    if (!isUnmet(closure.at())) {
      throw NotCancellableException.notUnmet();
    }
    status = AppointmentStatus.CANCELLED;
    closed = closure;
    sequence++;
  }

  /** Whether the patient has not come although the visit should be over by now. */
  boolean isNoShowProposed(Instant now) {
    return status == AppointmentStatus.BOOKED && !now.isBefore(slot.end());
  }

  /**
   * Somebody confirms that the patient did not come.
   *
   * @throws NotCancellableException if the patient came, the visit is not over, or it has an
   *     outcome already
   */
  void noShow(Closure closure) {
    if (!isNoShowProposed(closure.at())) {
      throw NotCancellableException.notMissed();
    }
    status = AppointmentStatus.NOSHOW;
    closed = closure;
  }

  /** The patient is in the room. Does nothing when that is known. */
  void arrive() {
    if (status == AppointmentStatus.BOOKED) {
      status = AppointmentStatus.ARRIVED;
    }
  }

  /**
   * The practitioner has let the patient in. Does nothing when that is known.
   *
   * @throws IllegalStateException if somebody has said meanwhile that it does not take place
   */
  void begin(Instant now) {
    if (!status.isAhead()) {
      throw new IllegalStateException("appointment " + id + " cannot begin, it is " + status);
    }
    if (begunAt == null) {
      begunAt = now;
    }
  }

  /** The encounter has ended. Does nothing when that is known, or when the visit was called off. */
  void fulfil() {
    if (status.isAhead()) {
      status = AppointmentStatus.FULFILLED;
    }
  }

  Booked booked() {
    return booked;
  }

  public AppointmentId getId() {
    return new AppointmentId(id);
  }

  /** Counts changes of any kind; whoever moves a visit says which version they looked at. */
  public int getVersion() {
    return version;
  }

  /** SEQUENCE of RFC 5545: grows when the visit is moved or called off. */
  public int getSequence() {
    return sequence;
  }

  public PersonRef getPatient() {
    return patient.ref();
  }

  public PersonRef getPractitioner() {
    return practitioner.ref();
  }

  public TimeSlot getSlot() {
    return slot;
  }

  /** Since when the practitioner can have no other visit: before the slot, to prepare. */
  public Instant getBlockedFrom() {
    return blocked.from();
  }

  /** Until when the practitioner can have no other visit: after the slot, to write it up. */
  public Instant getBlockedTo() {
    return blocked.to();
  }

  /** Code of a {@link VisitType}. */
  public String getType() {
    return booked.type();
  }

  public AppointmentStatus getStatus() {
    return status;
  }

  /** Until when the time is or was held; null of what is or was booked. */
  public @Nullable Instant getHeldUntil() {
    return heldUntil;
  }

  /** Why it does not take place; null unless it was called off. */
  public @Nullable CancelReason getCancelReason() {
    return closed == null ? null : closed.reason();
  }

  /** When somebody called it off or confirmed that the patient did not come; null otherwise. */
  public @Nullable Instant getClosedAt() {
    return closed == null ? null : closed.at();
  }

  /** What several visits that were agreed together have in common; null of a single one. */
  public @Nullable UUID getSeries() {
    return series;
  }

  /** Why the patient comes, in the patient's words; null where nothing was said. */
  @Nullable String reason() {
    return reason;
  }

  /**
   * The part that the appointment itself gives to a person: patient or practitioner. Who
   * accompanies the patient is not known here; ask {@link SchedulingService#roleIn}.
   */
  Optional<Role> part(String subject) {
    if (getPatient().subject().equals(subject)) {
      return Optional.of(Role.PATIENT);
    }
    return getPractitioner().subject().equals(subject)
        ? Optional.of(Role.PRACTITIONER)
        : Optional.empty();
  }

  /** Whether the room may be entered at {@code now}. */
  public Joinability joinability(Instant now) {
    return Joinability.of(status, slot, begunAt != null, now);
  }
}
