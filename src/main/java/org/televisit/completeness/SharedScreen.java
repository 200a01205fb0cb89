package org.televisit.completeness;

import java.time.Instant;
import java.util.UUID;

/**
 * One line of the ledger of shared screens.
 *
 * @param seat of the person who shared it
 */
public record SharedScreen(UUID seat, Instant from, Instant to) {

  Span span() {
    return Span.until(from, to);
  }
}
