package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.PersonRef;
import org.televisit.platform.ClinicInfo;

/** What is written, before anybody asks for it, as a validator sees it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirDocumentsTest {

  private static final PersonRef LIN =
      new PersonRef(UUID.randomUUID(), "lin", "Mei <Lin> & \"Co\"");
  private static final TimeSlot TEN =
      TimeSlot.of(Instant.parse("2026-11-26T10:00:00Z"), Duration.ofMinutes(20));

  private final FhirCodec codec = new FhirCodec();
  private final Base base = new Base();

  FhirDocumentsTest() {
    base.address = "https://clinic.example/";
  }

  /** A kind of visit as the first migration has it. */
  private static final class Consultation extends VisitType {
    @Override
    public String getCode() {
      return VisitType.CONSULTATION;
    }

    @Override
    public String name(java.util.Locale locale) {
      return "Consultation";
    }
  }

  @Test
  void the_capability_statement_obeys_the_standard() {
    Capabilities capabilities = new Capabilities();
    capabilities.base = base;
    capabilities.provider = "https://identity.example/realms/televisit";
    capabilities.clinic =
        new ClinicInfo() {
          @Override
          public String getName() {
            return "Clinic \"Riverside\" & Co";
          }
        };

    CapabilityStatement statement =
        FhirCheck.valid(CapabilityStatement.class, codec.write(capabilities.statement()));

    assertThat(statement.getImplementation().getUrl()).isEqualTo("https://clinic.example/fhir");
    assertThat(statement.getRestFirstRep().getResource())
        .extracting(resource -> resource.getType())
        .containsExactly("Schedule", "Slot", "Appointment");
  }

  @Test
  void a_proposed_time_obeys_the_standard_also_in_a_bundle() {
    VisitMapper mapper = new VisitMapper();
    mapper.base = base;
    Appointment proposal = mapper.proposal(LIN, TEN, new Consultation());
    Bundle bundle = new Bundle().setType(BundleType.SEARCHSET).setTotal(1);
    bundle
        .addEntry()
        .setFullUrl(SearchSet.fullUrl(base.url(), proposal))
        .setResource(proposal)
        .getSearch()
        .setMode(Bundle.SearchEntryMode.MATCH);

    Appointment read =
        (Appointment)
            FhirCheck.valid(Bundle.class, codec.write(bundle)).getEntryFirstRep().getResource();

    assertThat(read.getStart()).isEqualTo(TEN.start());
    assertThat(read.getMinutesDuration()).isEqualTo(20);
    assertThat(read.getParticipantFirstRep().getActor().getDisplay()).isEqualTo(LIN.name());
    assertThat(ProposalId.parse(read.getIdElement().getIdPart())).isPresent();
  }

  @Test
  void a_refusal_with_other_times_obeys_the_standard() {
    OperationOutcome outcome =
        FhirCheck.valid(
            OperationOutcome.class,
            codec.write(
                Outcomes.outcome(
                    new FhirProblem(
                        409, IssueType.CONFLICT, "taken", List.of("Free: one", "Free: two")))));

    assertThat(outcome.getIssue())
        .extracting(issue -> issue.getSeverity())
        .containsExactly(IssueSeverity.ERROR, IssueSeverity.INFORMATION, IssueSeverity.INFORMATION);
  }

  @Test
  void a_rule_that_is_broken_would_be_noticed() {
    Appointment broken = new Appointment();
    broken.setId("x");
    org.junit.jupiter.api.Assertions.assertThrows(
        AssertionError.class, () -> FhirCheck.valid(Appointment.class, codec.write(broken)));
  }
}
