package org.televisit.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One event as a reader sees it; the components are those of the trail.
 *
 * @param agent the acting person's subject, or {@code system:<part>}
 * @param role of the agent when it happened
 * @param action code, e.g. {@code recording.start}
 * @param refused whether it was not allowed to happen
 */
public record AuditLine(
    Instant at,
    String agent,
    String role,
    String action,
    String entity,
    boolean refused,
    @Nullable String purpose) {}
