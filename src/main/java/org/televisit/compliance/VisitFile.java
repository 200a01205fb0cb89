package org.televisit.compliance;

import java.time.Instant;
import java.util.List;
import org.televisit.audit.AuditLine;
import org.televisit.consent.ConsentLine;
import org.televisit.recording.RecordingEvidence;

/**
 * What a reviewer sees of a visit under a grant.
 *
 * @param openedAt when it was read
 * @param recordings by person and in order of time
 * @param records what is certified of them, and what must not happen to them
 * @param consents every answer, oldest first
 * @param events of the audit trail, oldest first
 */
public record VisitFile(
    ReviewGrant grant,
    Instant openedAt,
    List<RecordingEvidence> recordings,
    VisitRecords records,
    List<ConsentLine> consents,
    List<AuditLine> events) {}
