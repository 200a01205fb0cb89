package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.scheduling.SlotRefusedException;
import org.televisit.scheduling.VisitWish;

/** What the names of proposed times mean. */
@ApplicationScoped
class Proposals {

  @Inject AvailabilityService availability;

  /**
   * The wish for the time of that name.
   *
   * @throws FhirProblem 404 if its kind of visit is not offered (any more)
   */
  VisitWish wish(ProposalId proposal, UUID patient) {
    VisitType type = type(proposal);
    return new VisitWish(
        patient,
        proposal.practitioner(),
        TimeSlot.of(proposal.start(), type.getDuration()),
        type.getCode());
  }

  /**
   * The kind of visit of the time of that name.
   *
   * @throws FhirProblem 404 if it is not offered (any more)
   */
  VisitType type(ProposalId proposal) {
    return availability.types().stream()
        .filter(known -> known.isActive() && proposal.isOfType(known.getCode()))
        .findFirst()
        .orElseThrow(
            () -> new FhirProblem(404, IssueType.NOTFOUND, "There is no such time.", List.of()));
  }

  /**
   * A kind of visit that is offered.
   *
   * @throws FhirProblem 400 if there is none of that code
   */
  VisitType type(String code) {
    return availability.types().stream()
        .filter(known -> known.isActive() && known.getCode().equals(code))
        .findFirst()
        .orElseThrow(() -> FhirProblem.bad("There is no such kind of visit."));
  }

  /** The other times that a refusal offers, as hints: each may be held or booked by its name. */
  static List<String> hints(SlotRefusedException refused, String visitType) {
    return refused.alternatives().stream()
        .map(
            found ->
                "Free: %s to %s, Appointment/%s"
                    .formatted(
                        found.slot().start(),
                        found.slot().end(),
                        ProposalId.of(found.practitioner(), found.slot().start(), visitType)
                            .text()))
        .toList();
  }
}
