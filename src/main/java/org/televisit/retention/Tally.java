package org.televisit.retention;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/**
 * How many recordings had which fate.
 *
 * @param held due, and kept for a legal hold
 * @param failed due, and not deleted because something broke; tried again every few minutes
 */
@Embeddable
public record Tally(
    @Column(nullable = false) int deleted,
    @Column(nullable = false) int held,
    @Column(nullable = false) int failed) {}
