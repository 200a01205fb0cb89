package org.televisit.completeness;

import java.time.Instant;
import java.util.UUID;
import org.televisit.identity.Role;

/**
 * One line of the presence ledger: somebody had been let in and was connected.
 *
 * @param seat the person's place in the room
 * @param subject under which they answered their consents
 * @param name as they were called that day
 * @param from when they were let in, or came back
 * @param to when the connection ended
 * @param endedBecause code of the ledger: left, lost, replaced, ended; or node-died, of a line that
 *     stands for an outage
 */
public record Attendance(
    UUID seat,
    String subject,
    String name,
    Role role,
    Instant from,
    Instant to,
    String endedBecause) {

  Span span() {
    return Span.until(from, to);
  }
}
