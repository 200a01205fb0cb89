package org.televisit.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.televisit.platform.ClinicInfo;

/** Says what is there, and nothing that is not; a test asks for all of it. */
@ApplicationScoped
class Capabilities {

  /** When what it says last changed. */
  private static final Instant CHANGED = Instant.parse("2026-11-27T00:00:00Z");

  private static final String IHE = "https://profiles.ihe.net/ITI/Scheduling/OperationDefinition/";

  static final Map<String, SearchParamType> TYPES =
      Map.of(
          "date", SearchParamType.DATE,
          "start", SearchParamType.DATE,
          "practitioner", SearchParamType.REFERENCE,
          "patient", SearchParamType.REFERENCE,
          "actor", SearchParamType.REFERENCE,
          "schedule", SearchParamType.REFERENCE,
          "status", SearchParamType.TOKEN,
          "service-type", SearchParamType.TOKEN);

  @Inject Base base;
  @Inject ClinicInfo clinic;

  @Inject
  @ConfigProperty(name = "televisit.oidc.provider-url")
  String provider;

  CapabilityStatement statement() {
    CapabilityStatement statement =
        new CapabilityStatement()
            .setStatus(PublicationStatus.ACTIVE)
            .setKind(CapabilityStatementKind.INSTANCE)
            .setFhirVersion(FHIRVersion._4_0_1);
    statement.setDateElement(
        new DateTimeType(
            Date.from(CHANGED), TemporalPrecisionEnum.SECOND, TimeZone.getTimeZone("UTC")));
    statement.addFormat("json");
    statement.getSoftware().setName("Televisit");
    statement
        .getImplementation()
        .setDescription("Scheduling of " + clinic.getName())
        .setUrl(base.url());
    CapabilityStatementRestComponent rest =
        statement.addRest().setMode(RestfulCapabilityMode.SERVER);
    rest.getSecurity()
        .setDescription("OpenID Connect access token as bearer token; issuer: " + provider)
        .addService(
            new CodeableConcept()
                .addCoding(
                    new Coding(
                        "http://terminology.hl7.org/CodeSystem/restful-security-service",
                        "OAuth",
                        null)));
    resource(rest, "Schedule", ScheduleSearch.PARAMETERS);
    resource(rest, "Slot", ScheduleSlots.PARAMETERS);
    CapabilityStatementRestResourceComponent appointment =
        resource(rest, "Appointment", VisitSearch.PARAMETERS);
    for (String name : List.of("find", "hold", "book")) {
      appointment.addOperation().setName(name).setDefinition(IHE + "appointment-" + name);
    }
    return statement;
  }

  private static CapabilityStatementRestResourceComponent resource(
      CapabilityStatementRestComponent rest, String type, Set<String> parameters) {
    CapabilityStatementRestResourceComponent resource = rest.addResource().setType(type);
    resource.addInteraction().setCode(TypeRestfulInteraction.READ);
    resource.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
    parameters.stream()
        .sorted()
        .forEach(name -> resource.addSearchParam().setName(name).setType(TYPES.get(name)));
    return resource;
  }
}
