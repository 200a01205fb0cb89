package org.televisit.notification;

import static jakarta.persistence.LockModeType.PESSIMISTIC_WRITE;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.Contacts;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.AppointmentId;

/**
 * All messages there are. Each method is one transaction, or part of the caller's; between taking a
 * message and saying what became of it no transaction is open, as mail servers are slow.
 */
@ApplicationScoped
@Transactional
class Outbox {

  /** Longer than a mail server can keep us waiting in all the commands of one message. */
  static final Duration LEASE = Duration.ofMinutes(10);

  static final Actor SYSTEM = Actor.system("notification");

  private static final int MOST_AT_ONCE = 10; // few, as another node passes over them
  private static final int MOST_ROUNDS = 50;
  private static final int MOST_SHOWN = 200;
  private static final int SKIP_LOCKED =
      -2; // jakarta.persistence.lock.timeout, as Hibernate reads it

  /** A message that this node shall send now, and where to. */
  record Due(Notification notification, Contact contact, String address) {}

  @PersistenceContext EntityManager entities;
  @Inject Contacts contacts;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /**
   * Writes an announcement down. What waits of earlier versions of the appointment is dropped: it
   * is not true any more. An announcement that is there already changes nothing.
   */
  void announce(Announcement news, List<Duration> leads) {
    Instant now = clock.instant();
    withdraw(news.appointment());
    entities
        .createNativeQuery(
            """
            insert into notification (id, appointment_id, subject, part, kind, lead_minutes, sequence,
              starts_at, ends_at, moved_from, other_doctor, next_at, useful_until, created_at)
            select gen_random_uuid(), :appointment, r.subject, r.part, r.kind, r.lead_minutes, :sequence,
              r.starts_at, r.ends_at,
              case r.kind when 'change' then cast(nullif(:moved, '') as timestamptz) end,
              :other and r.kind in ('change', 'cancellation'), r.next_at, r.useful_until, :now
            from jsonb_to_recordset(cast(:rows as jsonb))
              as r (subject text, part text, kind text, lead_minutes integer, starts_at timestamptz,
                    ends_at timestamptz, next_at timestamptz, useful_until timestamptz)
            on conflict on constraint notification_once do nothing
            """)
        .setParameter("appointment", news.appointment().value())
        .setParameter("sequence", news.sequence())
        .setParameter("moved", news.movedFrom() == null ? "" : news.movedFrom().toString())
        .setParameter("other", news.otherDoctor())
        .setParameter("now", now)
        .setParameter("rows", news.rows(leads, now))
        .executeUpdate();
  }

  /** What waits of an appointment is not true any more, and is not told. */
  void withdraw(AppointmentId appointment) {
    entities
        .createQuery(
            """
            update Notification n set n.state = :dropped, n.reason = :superseded, n.endedAt = :now
            where n.appointment = :appointment and n.state in (:waiting, :failed)
            """)
        .setParameter("dropped", DeliveryState.DROPPED)
        .setParameter("superseded", Trouble.SUPERSEDED)
        .setParameter("now", clock.instant())
        .setParameter("appointment", appointment.value())
        .setParameter("waiting", DeliveryState.WAITING)
        .setParameter("failed", DeliveryState.FAILED)
        .executeUpdate();
  }

  /**
   * Takes the message that has been due for longest, if there is one that nobody else is at. What
   * cannot or need not be sent is ended on the way.
   */
  Optional<Due> take() {
    Instant now = clock.instant();
    List<Notification> candidates = due(now);
    for (int round = 0; round < MOST_ROUNDS && !candidates.isEmpty(); round++) {
      for (Notification candidate : candidates) {
        Optional<Due> due = judge(candidate, now);
        if (due.isPresent()) {
          candidate.begin(now.plus(LEASE));
          return due;
        }
      }
      candidates = due(now); // all of these have ended
    }
    return Optional.empty();
  }

  private List<Notification> due(Instant now) {
    return entities
        .createQuery(
            """
            select n from Notification n where n.state in (:waiting, :sending) and n.nextAt <= :now
            order by n.nextAt, n.id
            """,
            Notification.class)
        .setParameter("waiting", DeliveryState.WAITING)
        .setParameter("sending", DeliveryState.SENDING) // by a node that has died since
        .setParameter("now", now)
        .setMaxResults(MOST_AT_ONCE)
        .setLockMode(PESSIMISTIC_WRITE)
        .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
        .getResultList();
  }

  private Optional<Due> judge(Notification candidate, Instant now) {
    if (!candidate.isUseful(now)) {
      candidate.fail(Trouble.LATE, now);
      return Optional.empty();
    }
    @Nullable Contact contact = contacts.of(candidate.getSubject()).orElse(null);
    if (contact == null || contact.address().isEmpty()) {
      boolean typed = contact != null && contact.email() != null;
      candidate.fail(typed ? Trouble.UNVERIFIED : Trouble.NO_ADDRESS, now);
      return Optional.empty();
    }
    return Optional.of(new Due(candidate, contact, contact.address().get()));
  }

  /** The mail server has taken it: noted together with its audit event. */
  void sent(Notification taken) {
    underWay(taken)
        .ifPresent(
            row -> {
              row.sent(clock.instant());
              trail.done(
                  SYSTEM, NotificationAction.SEND, row.getAppointment().entity(), row.entity());
            });
  }

  /** It will never be taken. */
  void failed(Notification taken, Trouble why) {
    underWay(taken).ifPresent(row -> row.fail(why, clock.instant()));
  }

  /** It was not taken this time. */
  void deferred(Notification taken, Trouble why) {
    underWay(taken).ifPresent(row -> row.defer(why, clock.instant()));
  }

  /** Nothing is taken at present. */
  void postponed(Notification taken, Trouble why) {
    underWay(taken).ifPresent(row -> row.postpone(why, clock.instant()));
  }

  private Optional<Notification> underWay(Notification taken) {
    return Optional.ofNullable(entities.find(Notification.class, taken.getId(), PESSIMISTIC_WRITE))
        .filter(row -> row.isAttempt(taken.getAttempts()));
  }

  /** What failed, and what has been tried and still waits; the latest first. */
  List<Notification> troubled(Actor actor) {
    trail.done(actor, NotificationAction.READ, "page/admin/notifications");
    return entities
        .createQuery(
            """
            select n from Notification n
            where n.state = :failed or (n.state in (:waiting, :sending) and n.reason is not null)
            order by n.createdAt desc, n.id
            """,
            Notification.class)
        .setParameter("failed", DeliveryState.FAILED)
        .setParameter("waiting", DeliveryState.WAITING)
        .setParameter("sending", DeliveryState.SENDING)
        .setMaxResults(MOST_SHOWN)
        .getResultList();
  }

  /**
   * Has a failed message tried again.
   *
   * @throws NotFoundException if there is none
   * @throws NotResendableException if it has not failed
   */
  void again(Actor actor, UUID id) {
    Notification row =
        Optional.ofNullable(entities.find(Notification.class, id, PESSIMISTIC_WRITE))
            .orElseThrow(() -> new NotFoundException("no notification " + id));
    row.again(clock.instant());
    trail.done(actor, NotificationAction.RESEND, row.getAppointment().entity(), row.entity());
  }
}
