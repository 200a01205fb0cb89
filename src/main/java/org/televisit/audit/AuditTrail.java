package org.televisit.audit;

import static jakarta.transaction.Transactional.TxType.MANDATORY;
import static jakarta.transaction.Transactional.TxType.REQUIRES_NEW;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Clock;
import org.televisit.identity.Actor;

/**
 * Appends to the audit trail. There is no method to change or delete an event, by design.
 *
 * <p>{@code refused} opens a transaction, and so a connection, of its own: call it outside of a
 * transaction where many may be refused at once.
 */
@ApplicationScoped
public class AuditTrail {

  @PersistenceContext EntityManager entities;
  @Inject Clock clock;

  /** Appends in the caller's transaction: the deed and its event commit or vanish together. */
  @Transactional(MANDATORY)
  public void done(Actor actor, AuditAction action, AuditTarget target) {
    append(actor, action, target, AuditEvent.Outcome.DONE);
  }

  /** As {@link #done(Actor, AuditAction, AuditTarget)}. */
  @Transactional(MANDATORY)
  public void done(Actor actor, AuditAction action, String entity) {
    done(actor, action, new AuditTarget(entity, null, null));
  }

  /** As {@link #done(Actor, AuditAction, AuditTarget)}. */
  @Transactional(MANDATORY)
  public void done(Actor actor, AuditAction action, String entity, String detail) {
    done(actor, action, new AuditTarget(entity, detail, null));
  }

  /** Appends in its own transaction: a refusal is kept although the caller rolls back. */
  @Transactional(REQUIRES_NEW)
  public void refused(Actor actor, AuditAction action, AuditTarget target) {
    append(actor, action, target, AuditEvent.Outcome.REFUSED);
  }

  /** As {@link #refused(Actor, AuditAction, AuditTarget)}. */
  @Transactional(REQUIRES_NEW)
  public void refused(Actor actor, AuditAction action, String entity) {
    refused(actor, action, new AuditTarget(entity, null, null));
  }

  /** As {@link #refused(Actor, AuditAction, AuditTarget)}. */
  @Transactional(REQUIRES_NEW)
  public void refused(Actor actor, AuditAction action, String entity, String detail) {
    refused(actor, action, new AuditTarget(entity, detail, null));
  }

  private void append(
      Actor actor, AuditAction action, AuditTarget target, AuditEvent.Outcome outcome) {
    entities.persist(new AuditEvent(clock.instant(), actor, action, target, outcome));
  }
}
