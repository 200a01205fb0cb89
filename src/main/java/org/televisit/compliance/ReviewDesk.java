package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.scheduling.AppointmentId;

/** What a reviewer does at a visit's page: ask for it, and open it. */
@ApplicationScoped
class ReviewDesk {

  @Inject ReviewService reviews;
  @Inject VisitFiles files;

  /** See {@link VisitFiles#open}. */
  Optional<VisitFile> open(Actor actor, AppointmentId visit) {
    return files.open(actor, visit);
  }

  /** See {@link ReviewService#grant}. */
  void grant(
      Actor actor, AppointmentId visit, @Nullable PurposeOfUse purpose, @Nullable String reason) {
    reviews.grant(actor, visit, purpose, reason);
  }
}
