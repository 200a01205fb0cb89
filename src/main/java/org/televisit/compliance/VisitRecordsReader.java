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
import org.televisit.vault.SignedText;

/** Reads what is certified of a visit; the caller has checked who asks. */
@ApplicationScoped
class VisitRecordsReader {

  @Inject CompletenessService completeness;
  @Inject ErasureService erasures;
  @Inject HoldService holds;

  VisitRecords of(AppointmentId visit) {
    Optional<CompletenessCertificate> newest = completeness.of(visit).stream().findFirst();
    Optional<SignedText.Check> signature = newest.map(completeness::check);
    return new VisitRecords(
        newest,
        signature,
        // what is not signed is not shown as if it were
        newest
            .filter(c -> signature.equals(Optional.of(SignedText.Check.VALID)))
            .map(completeness::read)
            .orElseGet(() -> new Completeness(List.of())),
        erasures.certificates(visit),
        holds.isHeld(visit));
  }
}
