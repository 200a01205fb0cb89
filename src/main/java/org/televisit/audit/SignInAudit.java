package org.televisit.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.televisit.identity.SignedIn;
import org.televisit.identity.SignedOut;

/** Notes who signed in and out, in the transaction of the sign-in itself. */
@ApplicationScoped
class SignInAudit {

  private static final String ENTITY = "session";

  @Inject AuditTrail trail;

  void note(@Observes SignedIn event) {
    trail.done(event.actor(), AccessAction.SIGN_IN, ENTITY);
  }

  void note(@Observes SignedOut event) {
    trail.done(event.actor(), AccessAction.SIGN_OUT, ENTITY);
  }
}
