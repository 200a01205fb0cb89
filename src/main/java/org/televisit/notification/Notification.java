package org.televisit.notification;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/**
 * One message to one person about one version of one appointment. It waits, is sent once, or is not
 * worth sending any more; where it failed the office may have it tried again.
 */
@Entity
@DynamicUpdate // the application may change no more than how far it has come
@Table(name = "notification")
public class Notification {

  /** The wait after the first attempt; it doubles with each further one. */
  static final Duration FIRST_WAIT = Duration.ofMinutes(1);

  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final int DOUBLINGS = 6; // 1, 2, 4 ... 32 minutes, then an hour

  @Id private UUID id;

  @Column(name = "appointment_id", nullable = false, updatable = false)
  private UUID appointment;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false, updatable = false)
  private String part;

  @Column(nullable = false, updatable = false)
  private Kind kind;

  @Column(nullable = false, updatable = false)
  private int sequence;

  @Embedded private TimeSlot slot;

  @Column(name = "moved_from", updatable = false)
  private @Nullable Instant movedFrom;

  @Column(name = "other_doctor", nullable = false, updatable = false)
  private boolean otherDoctor;

  @Column(nullable = false)
  private DeliveryState state;

  @Column private @Nullable Trouble reason;

  @Column(nullable = false)
  private int attempts;

  @Column(name = "next_at", nullable = false)
  private Instant nextAt;

  @Column(name = "useful_until", nullable = false, updatable = false)
  private Instant usefulUntil;

  @Column(name = "created_at", nullable = false, updatable = false)
  private Instant createdAt;

  @Column(name = "ended_at")
  private @Nullable Instant endedAt;

  @SuppressWarnings("NullAway.Init")
  protected Notification() {} // for Hibernate

  /** Somebody begins to send it, and nobody else does before {@code until}. */
  void begin(Instant until) {
    state = DeliveryState.SENDING;
    attempts++;
    nextAt = until;
  }

  /** The mail server has taken it. */
  void sent(Instant now) {
    end(DeliveryState.SENT, null, now);
  }

  /** It cannot be sent as things are. A reminder is not worth telling the office about. */
  void fail(Trouble why, Instant now) {
    boolean worthIt = kind != Kind.REMINDER || why == Trouble.REFUSED;
    end(worthIt ? DeliveryState.FAILED : DeliveryState.DROPPED, why, now);
  }

  /** It failed, and is tried again after a while; the more often it failed, the longer. */
  void defer(Trouble why, Instant now) {
    state = DeliveryState.WAITING;
    reason = why;
    nextAt = now.plus(pause());
  }

  /** It was not its fault: tried again soon, and as if this attempt had not been. */
  void postpone(Trouble why, Instant now) {
    state = DeliveryState.WAITING;
    reason = why;
    attempts = Math.max(0, attempts - 1);
    nextAt = now.plus(FIRST_WAIT);
  }

  /** The office wants it tried again. */
  void again(Instant now) {
    if (state != DeliveryState.FAILED) {
      throw new NotResendableException();
    }
    state = DeliveryState.WAITING;
    reason = null;
    attempts = 0;
    nextAt = now;
    endedAt = null;
  }

  private Duration pause() {
    Duration wait = FIRST_WAIT.multipliedBy(1L << Math.min(Math.max(attempts - 1, 0), DOUBLINGS));
    return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
  }

  private void end(DeliveryState how, @Nullable Trouble why, Instant now) {
    state = how;
    reason = why;
    endedAt = now;
  }

  boolean isUseful(Instant now) {
    return now.isBefore(usefulUntil);
  }

  /** Whether this attempt is the one that is under way; a node that was slow may be too late. */
  boolean isAttempt(int number) {
    return state == DeliveryState.SENDING && attempts == number;
  }

  public UUID getId() {
    return id;
  }

  public AppointmentId getAppointment() {
    return new AppointmentId(appointment);
  }

  /** The OIDC subject of who shall be told. */
  public String getSubject() {
    return subject;
  }

  /** The part of that person in the visit. */
  public Role getPart() {
    return Role.named(part);
  }

  public Kind getKind() {
    return kind;
  }

  /** The version of the appointment that it tells of (RFC 5545 SEQUENCE). */
  int getSequence() {
    return sequence;
  }

  public TimeSlot getSlot() {
    return slot;
  }

  /** When the visit had been to begin before it was moved; null where it was not. */
  @Nullable Instant getMovedFrom() {
    return movedFrom;
  }

  /** Whether another practitioner sees the patient than before. */
  boolean isOtherDoctor() {
    return otherDoctor;
  }

  /** Whether it tells of another practitioner and of nothing else. */
  boolean isHandedOver() {
    return otherDoctor && (kind == Kind.CANCELLATION || slot.start().equals(movedFrom));
  }

  /** When what it says is of no use any more; of an offer, until when the time is kept. */
  Instant getUsefulUntil() {
    return usefulUntil;
  }

  public DeliveryState getState() {
    return state;
  }

  public @Nullable Trouble getReason() {
    return reason;
  }

  public int getAttempts() {
    return attempts;
  }

  /** When it is tried next. */
  public Instant getNextAt() {
    return nextAt;
  }

  public Instant getCreatedAt() {
    return createdAt;
  }

  /** How the audit trail names it. */
  String entity() {
    return "notification/" + id;
  }
}
