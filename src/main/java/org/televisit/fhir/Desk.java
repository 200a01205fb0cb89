package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.televisit.identity.Actor;

/** What every search has: who asks, the note in the trail, and the shape of the answer. */
@ApplicationScoped
class Desk {

  @Inject Caller caller;
  @Inject FhirTrail trail;
  @Inject Base base;

  Actor actor() {
    return caller.actor();
  }

  String base() {
    return base.url();
  }

  void searched(String type, Windows.Window window, int found) {
    trail.searched(actor(), type, window.from() + "/" + window.to() + ", " + found + " found");
  }

  void read(String entity) {
    trail.read(actor(), entity);
  }

  Bundle bundle(String type, Query query, List<? extends Resource> all) {
    return SearchSet.of(base.url(), type, query, all);
  }

  /** Says which time was looked at, where the reader did not. */
  Bundle bundle(String type, Query query, List<? extends Resource> all, Windows.Window window) {
    Bundle bundle = bundle(type, query, all);
    if (window.assumed()) {
      OperationOutcome note = new OperationOutcome();
      note.addIssue()
          .setSeverity(IssueSeverity.INFORMATION)
          .setCode(IssueType.INFORMATIONAL)
          .setDetails(
              FhirTypes.text("Looked at from " + window.from() + " to " + window.to() + "."));
      bundle
          .addEntry()
          .setFullUrl(
              "urn:uuid:" + UUID.randomUUID()) // each entry has one, also what has no address
          .setResource(note)
          .getSearch()
          .setMode(SearchEntryMode.OUTCOME);
    }
    return bundle;
  }
}
