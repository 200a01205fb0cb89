package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentId;

/**
 * One person's answer to one question about one visit (FHIR R4 Consent). It quotes the wording that
 * was read. An answer is never changed: it ends, and another one begins.
 */
@Entity
@Table(name = "consent")
class Consent {

  private static final String ACTIVE = "active";
  private static final String REJECTED = "rejected";
  private static final String INACTIVE = "inactive";

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false, updatable = false)
  private Purpose purpose;

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "form_id", updatable = false)
  private ConsentForm form;

  @Column(name = "form_sha256", nullable = false, updatable = false)
  private String formSha256;

  @Column(nullable = false, updatable = false)
  private String language;

  @Column(nullable = false, updatable = false)
  private Provision provision;

  @Column(nullable = false)
  private String status;

  @Column(name = "answered_at", nullable = false, updatable = false)
  private Instant answeredAt;

  @Embedded private Given given;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected Consent() {} // for Hibernate

  private Consent(AppointmentId appointment, String subject, ConsentForm form) {
    this.id = UUID.randomUUID();
    this.appointment = appointment.value();
    this.subject = subject;
    this.purpose = form.getPurpose();
    this.form = form;
    this.formSha256 = form.getSha256();
    this.language = form.getLanguage();
  }

  /** Writes down an answer of {@code party} to {@code form}. */
  static Consent answer(Party party, ConsentForm form, Given given, Answer answer) {
    Consent consent = new Consent(party.appointment(), party.subject(), form);
    consent.provision = answer.provision();
    consent.status = answer.provision() == Provision.PERMIT ? ACTIVE : REJECTED;
    consent.given = given;
    consent.answeredAt = answer.answeredAt();
    return consent;
  }

  /** Another answer takes the place of this one at {@code now}. */
  void end(Instant now) {
    if (endedAt != null) {
      throw new IllegalStateException("consent " + id + " ended already");
    }
    status = INACTIVE;
    endedAt = now;
  }

  Purpose purpose() {
    return purpose;
  }

  ConsentForm form() {
    return form;
  }

  Given given() {
    return given;
  }

  Party party() {
    return new Party(new AppointmentId(appointment), subject);
  }

  Answer answer() {
    return new Answer(form.getId(), provision, answeredAt);
  }

  /**
   * @param start when the visit begins
   */
  ConsentLine line(Instant start) {
    return new ConsentLine(
        subject,
        purpose,
        provision,
        form.getVersion(),
        language,
        formSha256,
        given.how(),
        given.by(),
        given.witness(),
        answeredAt,
        endedAt,
        choice().lapses(start) ? form.getLastMoment() : null);
  }

  /** Whether it is the same choice on the same wording. */
  boolean says(Answer other) {
    return form.getId().equals(other.form()) && provision == other.provision();
  }

  UUID id() {
    return id;
  }

  AppointmentId appointment() {
    return new AppointmentId(appointment);
  }

  Choice choice() {
    return new Choice(form, provision, status, answeredAt, endedAt);
  }

  Instant answeredAt() {
    return answeredAt;
  }

  boolean isNewerThan(Instant moment) {
    return answeredAt.isAfter(moment);
  }

  /**
   * Whether it holds for a visit that begins then: an agreement only if its wording is valid still,
   * as the visit may have been moved since; a refusal always.
   */
  boolean holdsAt(Instant start) {
    return provision == Provision.DENY || form.isValidAt(start);
  }

  boolean permits() {
    return provision == Provision.PERMIT && endedAt == null;
  }
}
