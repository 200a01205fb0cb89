package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Patient;
import org.televisit.identity.PersonRef;

/**
 * A patient waits for a time: {@code waiting -> offered -> booked}, or {@code ended} when the
 * patient leaves the list or lets an offer pass.
 */
@Entity
@Table(name = "waitlist_entry")
public class WaitlistEntry {

  /** Where it stands; stored in lower case. */
  enum Status {
    WAITING("waiting"),
    OFFERED("offered"),
    BOOKED("booked"),
    ENDED("ended");

    private final String code;

    Status(String code) {
      this.code = code;
    }
  }

  @Id private UUID id;
  @Version private int version;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "patient_id", updatable = false)
  private Patient patient;

  @Column(name = "practitioner_id", updatable = false)
  private @Nullable UUID practitioner;

  @Column(name = "visit_type", nullable = false, updatable = false)
  private String type;

  @Column(nullable = false, updatable = false)
  private Instant earliest;

  @Column(nullable = false, updatable = false)
  private Instant latest;

  @Column(nullable = false)
  private String status;

  @Column(name = "offer_id")
  private @Nullable UUID offer;

  @Column(name = "entered_by", nullable = false, updatable = false)
  private String enteredBy;

  @Column(name = "entered_at", nullable = false, updatable = false)
  private Instant enteredAt;

  @SuppressWarnings("NullAway.Init")
  protected WaitlistEntry() {} // for Hibernate

  WaitlistEntry(Patient patient, SlotWish wish, String by, Instant at) {
    this.id = UUID.randomUUID();
    this.patient = patient;
    this.practitioner = wish.practitioner();
    this.type = wish.visitType();
    this.earliest = wish.from();
    this.latest = wish.to();
    this.status = Status.WAITING.code;
    this.enteredBy = by;
    this.enteredAt = at;
  }

  static String codeOf(Status status) {
    return status.code;
  }

  /** A time is held in the patient's name. */
  void offer(AppointmentId held) {
    status = Status.OFFERED.code;
    offer = held.value();
  }

  /** What was offered was taken, or was not. */
  void settle(boolean booked) {
    status = booked ? Status.BOOKED.code : Status.ENDED.code;
  }

  /** The patient waits no longer; an offer that stands is given back by whoever holds it. */
  void end() {
    status = Status.ENDED.code;
  }

  /** What the patient waits for, in time that still lies ahead. */
  SlotWish wish(Instant now) {
    return new SlotWish(practitioner, type, earliest.isAfter(now) ? earliest : now, latest, 1);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(latest);
  }

  UUID id() {
    return id;
  }

  @Nullable AppointmentId offered() {
    return offer == null ? null : new AppointmentId(offer);
  }

  public PersonRef getPatient() {
    return patient.ref();
  }

  public Instant getEarliest() {
    return earliest;
  }

  public Instant getLatest() {
    return latest;
  }
}
