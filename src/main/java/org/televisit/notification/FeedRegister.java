package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** The transactional half of calendars: each change and its audit event, or neither. */
@ApplicationScoped
@Transactional
class FeedRegister {

  @PersistenceContext EntityManager entities;
  @Inject AuditTrail trail;
  @Inject ClinicCalendar calendar;
  @Inject Clock clock;

  Optional<CalendarFeed> current(UUID practitioner) {
    return feeds("practitioner = :key", practitioner);
  }

  Optional<CalendarFeed> behind(FeedToken token) {
    return feeds("hash = :key", token.hash());
  }

  /** Takes the place of the address before, if there was one. */
  void issue(Actor actor, UUID practitioner, FeedToken token) {
    revoke(actor, practitioner);
    CalendarFeed feed = new CalendarFeed(practitioner, token, clock.instant());
    entities.persist(feed);
    entities.flush();
    trail.done(actor, NotificationAction.ISSUE_FEED, feed.entity());
  }

  /** Does nothing where there is none. */
  void revoke(Actor actor, UUID practitioner) {
    current(practitioner)
        .ifPresent(
            feed -> {
              feed.revoke(clock.instant());
              entities.flush(); // before another one: there is one at a time
              trail.done(actor, NotificationAction.REVOKE_FEED, feed.entity());
            });
  }

  /**
   * A program reads it. They do so all day long: the first time of each day is audited.
   *
   * @return now
   */
  Instant read(CalendarFeed feed, Actor practitioner) {
    Instant now = clock.instant();
    @Nullable Instant before = feed.getReadAt();
    CalendarFeed row = entities.merge(feed);
    row.read(now);
    if (before == null || !calendar.dayOf(before).equals(calendar.dayOf(now))) {
      trail.done(practitioner, NotificationAction.READ_FEED, row.entity());
    }
    return now;
  }

  void exported(Actor actor, AppointmentId visit) {
    trail.done(actor, NotificationAction.EXPORT, visit.entity());
  }

  private Optional<CalendarFeed> feeds(String condition, Object key) {
    List<CalendarFeed> found =
        entities
            .createQuery(
                "select f from CalendarFeed f where f.revokedAt is null and f." + condition,
                CalendarFeed.class)
            .setParameter("key", key)
            .getResultList();
    return found.stream().findFirst();
  }
}
