package org.televisit.audit;

import jakarta.persistence.EntityManager;
import java.time.Clock;

/** The audit trail outside of a server, for tests that bring their own transactions. */
public final class StandaloneTrail {
  private StandaloneTrail() {}

  public static AuditTrail of(EntityManager entities, Clock clock) {
    AuditTrail trail = new AuditTrail();
    trail.entities = entities;
    trail.clock = clock;
    return trail;
  }
}
