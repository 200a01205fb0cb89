package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.televisit.availability.VisitType;

/**
 * Who agreed on the visit, when, and on what kind of visit.
 *
 * @param by OIDC subject of the person who booked
 * @param type code of a {@link VisitType}
 */
@Embeddable
record Booked(
    @Column(name = "booked_by", nullable = false, updatable = false) String by,
    @Column(name = "booked_at", nullable = false, updatable = false) Instant at,
    @Column(name = "visit_type", nullable = false, updatable = false) String type) {}
