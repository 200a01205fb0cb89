package org.televisit.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was chosen, on which wording, and from when to when it counts.
 *
 * @param form the wording that was read
 * @param status FHIR R4 code: {@code active}, {@code rejected} or {@code inactive}
 * @param endedAt when another answer took its place; null while it counts
 */
public record Choice(
    ConsentForm form,
    Provision provision,
    String status,
    Instant answeredAt,
    @Nullable Instant endedAt) {}
