package org.televisit.completeness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentId;

/**
 * What names a certificate.
 *
 * @param number 1 for the first of this visit
 * @param supersedes SHA-256 of the body of the one before; null for the first
 */
record CertificateHead(
    UUID id, AppointmentId visit, int number, Instant issuedAt, @Nullable String supersedes) {}
