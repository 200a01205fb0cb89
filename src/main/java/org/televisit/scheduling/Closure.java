package org.televisit.scheduling;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a visit does not take place, or did not.
 *
 * @param reason null where nobody called it off and the patient did not come
 * @param by OIDC subject of the person who said so, or the part of the system
 */
@Embeddable
record Closure(
    @Column(name = "cancel_reason") @Nullable CancelReason reason,
    @Column(name = "closed_by") String by,
    @Column(name = "closed_at") Instant at) {}
