package org.televisit.compliance;

import java.util.List;
import java.util.Optional;
import org.televisit.completeness.Completeness;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.retention.DeletionCertificate;

/**
 * What is certified of a visit's recordings, and whether they must be kept.
 *
 * @param certificate the newest one; empty until the visit is over and everything is sealed
 * @param valid whether its signature is right
 * @param completeness what it says of each person
 * @param deletions certificates of what was destroyed
 * @param held whether a legal hold lies on the visit
 */
public record VisitRecords(
    Optional<CompletenessCertificate> certificate,
    boolean valid,
    Completeness completeness,
    List<DeletionCertificate> deletions,
    boolean held) {}
