package org.televisit.consent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One answer as a reviewer sees it, with the wording it was given to.
 *
 * @param subject whose answer it is
 * @param version of the form
 * @param language of the form, BCP 47
 * @param sha256 of the form's text, 64 lower-case hexadecimal digits
 * @param how it was given
 * @param by subject of who gave it: for a minor a representative
 * @param witness subject of the practitioner who heard it; null unless it was spoken
 * @param endedAt when another answer took its place; null until one does
 * @param lapsedWith last moment of the wording, where the visit was moved to after it, so that this
 *     agreement permits nothing; else null
 */
public record ConsentLine(
    String subject,
    Purpose purpose,
    Provision provision,
    int version,
    String language,
    String sha256,
    How how,
    String by,
    @Nullable String witness,
    Instant answeredAt,
    @Nullable Instant endedAt,
    @Nullable Instant lapsedWith) {}
