package org.televisit.consent;

import java.time.Instant;
import java.util.UUID;

/**
 * A current answer.
 *
 * @param form the wording that was read, which may be in another language or older than today's
 */
public record Answer(UUID form, Provision provision, Instant answeredAt) {}
