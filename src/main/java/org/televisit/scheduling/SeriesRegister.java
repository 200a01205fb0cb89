package org.televisit.scheduling;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** The transactional half of series: the row and its audit event, or neither. */
@ApplicationScoped
@Transactional
class SeriesRegister {

  @PersistenceContext EntityManager entities;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  UUID begin(Actor actor, Repetition repetition) {
    AppointmentSeries series =
        new AppointmentSeries(repetition.rule(), actor.subject(), clock.instant());
    entities.persist(series);
    trail.done(actor, SchedulingAction.SERIES, "series/" + series.id(), repetition.rule());
    return series.id();
  }
}
