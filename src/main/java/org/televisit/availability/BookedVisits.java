package org.televisit.availability;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.PersonRef;

/**
 * Port: what is booked, so that a change of hours can say whom it strikes. The feature that books
 * answers it.
 */
public interface BookedVisits {

  /**
   * A visit that will take place.
   *
   * @param id in the addresses of its pages
   * @param type code of a {@link VisitType}
   */
  record Booked(UUID id, PersonRef patient, PersonRef practitioner, TimeSlot slot, String type) {}

  /**
   * Visits that nobody has come to yet and that overlap [from, to), by start; at most 200.
   *
   * @param practitioner whose; null for all
   */
  List<Booked> between(@Nullable UUID practitioner, Instant from, Instant to);
}
