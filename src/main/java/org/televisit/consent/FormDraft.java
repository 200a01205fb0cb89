package org.televisit.consent;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a clinic admin has written of one version, and on top of what.
 *
 * @param wordings language (BCP 47) to its wording
 * @param seen language to the revision that was before the writer; an older one is refused
 * @param validUntil the moment from which it may not be agreed to any more; null for no end
 */
public record FormDraft(
    Map<String, Wording> wordings, Map<String, Integer> seen, @Nullable Instant validUntil) {}
