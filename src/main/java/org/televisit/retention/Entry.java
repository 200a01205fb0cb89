package org.televisit.retention;

import java.time.Instant;

/**
 * Who wrote something down, and when.
 *
 * @param by the person's OIDC {@code sub}
 */
record Entry(String by, Instant at) {}
