package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.FoundSlot;
import org.televisit.scheduling.SlotFinder;
import org.televisit.scheduling.SlotWish;
import org.televisit.scheduling.VisitWish;

/** Times that may be booked, and whose they are. */
@ApplicationScoped
class FreeTimes {

  @Inject SlotFinder finder;
  @Inject Proposals proposals;
  @Inject People people;
  @Inject Base base;

  /**
   * @throws FhirProblem if the time to look at is too long, or of no length
   */
  List<FoundSlot> find(SlotWish wish) {
    Windows.check(wish.from(), wish.to(), Windows.VISITS);
    return finder.find(wish);
  }

  /** The same within a stretch that was measured before. */
  List<FoundSlot> find(SlotWish wish, Windows.Window window) {
    return finder.find(wish).stream()
        .filter(found -> window.contains(found.slot().start()))
        .toList();
  }

  VisitWish wish(ProposalId proposal, UUID patient) {
    return proposals.wish(proposal, patient);
  }

  /** See {@link Proposals#type(ProposalId)}. */
  VisitType type(ProposalId proposal) {
    return proposals.type(proposal);
  }

  /** The kind of that code, or the usual one. */
  VisitType type(Optional<String> code) {
    return proposals.type(code.orElse(VisitType.CONSULTATION));
  }

  /**
   * @throws NotFoundException if there is none
   */
  PersonRef practitioner(UUID id) {
    return people
        .practitioner(id)
        .orElseThrow(() -> new NotFoundException("no practitioner " + id));
  }

  List<PersonRef> practitioners() {
    return people.practitioners();
  }

  /** The patient that this person is, if they are one and have signed in to the pages once. */
  Optional<UUID> patient(Actor actor) {
    return people.patientWith(actor.subject()).map(PersonRef::id);
  }

  String base() {
    return base.url();
  }
}
