package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Parameters;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.FoundSlot;
import org.televisit.scheduling.SchedulingService;
import org.televisit.scheduling.SlotRefusedException;
import org.televisit.scheduling.SlotWish;
import org.televisit.scheduling.VisitWish;

/** Finds, holds and books, in the manner of IHE's Scheduling profile. */
@ApplicationScoped
class Booking {

  private static final int LONGEST_COMMENT = 1000;
  private static final int MOST = 50;

  @Inject SchedulingService scheduling;
  @Inject FreeTimes free;
  @Inject VisitMapper mapper;
  @Inject Caller caller;

  /** {@code start}, {@code end}, and if wanted {@code visit-type} and {@code practitioner}. */
  Bundle find(Parameters body) {
    Given given = new Given(body, List.of("start", "end", "visit-type", "practitioner"));
    VisitType type = free.type(given.code("visit-type"));
    @Nullable UUID practitioner = given.reference("practitioner", "Practitioner").orElse(null);
    SlotWish wish =
        new SlotWish(practitioner, type.getCode(), given.time("start"), given.time("end"), MOST);
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET);
    for (FoundSlot found : free.find(wish)) {
      PersonRef who = free.practitioner(found.practitioner());
      add(bundle, mapper.proposal(who, found.slot(), type));
    }
    return bundle.setTotal(bundle.getEntry().size());
  }

  /** {@code appointment-reference} of a proposal, and {@code patient} unless it is who asks. */
  Bundle hold(Parameters body) {
    Given given = new Given(body, List.of("appointment-reference", "patient"));
    ProposalId proposal =
        ProposalId.parse(given.requiredId("appointment-reference", "Appointment"))
            .orElseThrow(() -> FhirProblem.bad("Only a proposed Appointment can be held."));
    return answer(hold(proposal, given));
  }

  private AppointmentId hold(ProposalId proposal, Given given) {
    VisitWish wish = free.wish(proposal, patient(given));
    try {
      return scheduling.hold(caller.actor(), wish);
    } catch (SlotRefusedException e) {
      throw conflict(e, wish.type());
    }
  }

  /** {@code appointment-reference} of what was held or proposed, and a {@code comment}. */
  Bundle book(Parameters body) {
    Given given = new Given(body, List.of("appointment-reference", "patient", "comment"));
    String id = given.requiredId("appointment-reference", "Appointment");
    @Nullable String comment = given.text("comment", LONGEST_COMMENT).orElse(null);
    Optional<ProposalId> proposal = ProposalId.parse(id);
    if (proposal.isEmpty()) {
      return confirm(held(id), comment);
    }
    AppointmentId held = hold(proposal.get(), given);
    try {
      return confirm(held, comment);
    } catch (RuntimeException e) {
      scheduling.release(caller.actor(), held);
      throw e;
    }
  }

  private Bundle confirm(AppointmentId held, @Nullable String comment) {
    String type = scheduling.get(caller.actor(), held).getType();
    try {
      scheduling.confirm(caller.actor(), held, comment);
    } catch (SlotRefusedException e) {
      throw conflict(e, type);
    }
    return answer(held);
  }

  private static AppointmentId held(String id) {
    try {
      return AppointmentId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no appointment has such an id");
    }
  }

  /** The patient that is named, or who asks. */
  private UUID patient(Given given) {
    Actor actor = caller.actor();
    return given
        .reference("patient", "Patient")
        .or(() -> free.patient(actor))
        .orElseThrow(() -> FhirProblem.bad("The parameter patient is needed."));
  }

  private FhirProblem conflict(SlotRefusedException refused, String visitType) {
    return new FhirProblem(
        409, IssueType.CONFLICT, caller.inWords(refused), Proposals.hints(refused, visitType));
  }

  private Bundle answer(AppointmentId id) {
    Appointment visit = scheduling.get(caller.actor(), id);
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(1);
    add(bundle, mapper.appointment(visit));
    return bundle;
  }

  private void add(Bundle bundle, org.hl7.fhir.r4.model.Appointment resource) {
    bundle
        .addEntry()
        .setFullUrl(SearchSet.fullUrl(free.base(), resource))
        .setResource(resource)
        .getSearch()
        .setMode(Bundle.SearchEntryMode.MATCH);
  }
}
