package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/** Notes what programs read. What they change is noted where it is changed. */
@ApplicationScoped
@Transactional
class FhirTrail {

  @Inject AuditTrail trail;

  /**
   * @param detail the window of time and how many were found; no names
   */
  void searched(Actor actor, String type, String detail) {
    trail.done(actor, FhirAction.SEARCH, "fhir/" + type, detail);
  }

  void read(Actor actor, String entity) {
    trail.done(actor, FhirAction.READ, entity);
  }

  void refused(Actor actor, String why) {
    trail.refused(actor, FhirAction.ENTER, "fhir", why);
  }
}
