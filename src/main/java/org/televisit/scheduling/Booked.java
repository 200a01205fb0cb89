package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;

/**
 * Who agreed on the visit, and when.
 *
 * @param by OIDC subject of the person who booked
 */
@Embeddable
record Booked(
    @Column(name = "booked_by", nullable = false, updatable = false) String by,
    @Column(name = "booked_at", nullable = false, updatable = false) Instant at) {}
