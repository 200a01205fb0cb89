package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Schedule;
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
  void a_search_that_was_narrowed_for_the_reader_says_so_in_a_valid_bundle() {
    Desk desk = new Desk();
    desk.base = base;
    Query query = new Query(address("https://clinic.example/fhir/Schedule"), Set.of());
    Schedule schedule = new Schedule().setActive(true);
    schedule.setId(LIN.id().toString());
    schedule.addActor(FhirTypes.to("Practitioner", LIN));

    Bundle bundle =
        FhirCheck.valid(
            Bundle.class,
            codec.write(
                desk.bundle(
                    "Schedule",
                    query,
                    List.of(schedule),
                    new Windows.Window(TEN.start(), TEN.end(), true))));

    assertThat(bundle.getTotal()).isEqualTo(1);
    assertThat(bundle.getEntry()).hasSize(2);
    assertThat(bundle.getEntry().get(1).getSearch().getMode())
        .isEqualTo(Bundle.SearchEntryMode.OUTCOME);
  }

  /** The address of a request without parameters. */
  private static UriInfo address(String uri) {
    return (UriInfo)
        Proxy.newProxyInstance(
            UriInfo.class.getClassLoader(),
            new Class<?>[] {UriInfo.class},
            (proxy, method, arguments) ->
                method.getName().equals("getRequestUri")
                    ? URI.create(uri)
                    : Map.class.isAssignableFrom(method.getReturnType())
                        ? new NoParameters()
                        : null);
  }

  private static final class NoParameters extends AbstractMultivaluedMap<String, String> {
    NoParameters() {
      super(Map.of());
    }
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
