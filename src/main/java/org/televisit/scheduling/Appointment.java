package org.televisit.scheduling;

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
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Patient;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Practitioner;
import org.televisit.identity.Role;

/**
 * One agreed visit (FHIR R4 Appointment). It is booked, may be cancelled until someone arrives, and
 * is fulfilled when its encounter ends; after that it never changes again.
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
  @JoinColumn(name = "practitioner_id", updatable = false)
  private Practitioner practitioner;

  @Embedded private TimeSlot slot;

  @Column(nullable = false)
  private AppointmentStatus status;

  @Embedded private Booked booked;

  @SuppressWarnings("NullAway.Init")
  protected Appointment() {} // for Hibernate

  private Appointment(Patient patient, Practitioner practitioner, TimeSlot slot, Booked booked) {
    this.id = UUID.randomUUID();
    this.patient = patient;
    this.practitioner = practitioner;
    this.slot = slot;
    this.status = AppointmentStatus.BOOKED;
    this.booked = booked;
  }

  /**
   * Agrees on a visit.
   *
   * @throws SlotInPastException if the slot has begun by the time of booking
   */
  static Appointment book(
      Patient patient, Practitioner practitioner, TimeSlot slot, Booked booked) {
    if (!slot.start().isAfter(booked.at())) {
      throw new SlotInPastException();
    }
    return new Appointment(patient, practitioner, slot, booked);
  }

  /**
   * Calls the visit off.
   *
   * @throws NotCancellableException if somebody arrived already, or it is over
   */
  void cancel() {
    if (status != AppointmentStatus.BOOKED) {
      throw new NotCancellableException();
    }
    status = AppointmentStatus.CANCELLED;
  }

  /** The first person is in the room. Does nothing when that is known. */
  void arrive() {
    if (status == AppointmentStatus.BOOKED) {
      status = AppointmentStatus.ARRIVED;
    }
  }

  /** The encounter has ended. Does nothing when that is known, or when the visit was called off. */
  void fulfil() {
    if (status.isPending()) {
      status = AppointmentStatus.FULFILLED;
    }
  }

  Booked booked() {
    return booked;
  }

  public AppointmentId getId() {
    return new AppointmentId(id);
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

  /** Code of a {@link VisitType}. */
  public String getType() {
    return booked.type();
  }

  public AppointmentStatus getStatus() {
    return status;
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
    return Joinability.of(status, slot, now);
  }
}
