package org.televisit.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;

/** Reads the trail. Whoever lets a person see it has checked, and audited, that they may. */
@ApplicationScoped
public class AuditReader {

  @PersistenceContext EntityManager entities;

  /**
   * What happened around one visit, oldest first: events about it, and events about something else
   * that name it in their detail.
   *
   * @param appointment {@code appointment/<uuid>}
   * @param most how many; of more, the newest
   */
  public List<AuditLine> ofVisit(String appointment, int most) {
    @SuppressWarnings("unchecked") // the query names the entity
    List<AuditEvent> rows =
        entities
            // the expression is the one of the index audit_event_visit
            .createNativeQuery(
                """
                select * from (
                  select * from audit_event
                  where entity = :visit
                     or substring(detail from 'appointment/[0-9a-f-]{36}') = :visit
                  order by id desc limit :most) newest
                order by id
                """,
                AuditEvent.class)
            .setParameter("visit", appointment)
            .setParameter("most", most)
            .getResultList();
    return rows.stream().map(AuditEvent::line).toList();
  }
}
