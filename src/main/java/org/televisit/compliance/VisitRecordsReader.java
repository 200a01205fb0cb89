package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.televisit.completeness.Completeness;
import org.televisit.completeness.CompletenessCertificate;
import org.televisit.completeness.CompletenessService;
import org.televisit.retention.ErasureService;
import org.televisit.retention.HoldService;
import org.televisit.scheduling.AppointmentId;

/** Reads what is certified of a visit; the caller has checked who asks. */
@ApplicationScoped
class VisitRecordsReader {

  @Inject CompletenessService completeness;
  @Inject ErasureService erasures;
  @Inject HoldService holds;

  VisitRecords of(AppointmentId visit) {
    Optional<CompletenessCertificate> newest = completeness.of(visit).stream().findFirst();
    boolean valid = newest.filter(completeness::isValid).isPresent();
    return new VisitRecords(
        newest,
        valid,
        // what is not signed is not shown as if it were
        valid ? newest.map(completeness::read).orElseThrow() : new Completeness(List.of()),
        erasures.certificates(visit),
        holds.isHeld(visit));
  }
}
