package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.Schedule;
import org.hl7.fhir.r4.model.Slot;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.dev.DemoPerson;

/** What the interface says of itself is what it does. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class FhirCapabilityIT extends FhirFixture {

  @Test
  void the_capability_statement_is_true() throws Exception {
    HttpResponse<String> answer = FhirClient.get("", "/metadata"); // everybody may read it
    CapabilityStatement statement = FhirCheck.valid(CapabilityStatement.class, answer.body());
    Set<String> declared = new TreeSet<>();
    for (CapabilityStatementRestResourceComponent resource :
        statement.getRestFirstRep().getResource()) {
      String type = resource.getType();
      resource.getInteraction().forEach(one -> declared.add(type + " " + one.getCode().toCode()));
      resource.getOperation().forEach(one -> declared.add(type + " $" + one.getName()));
      String needed = type.equals("Slot") ? "schedule=" + lin + "&" : "";
      for (var parameter : resource.getSearchParam()) {
        String value = value(parameter.getName(), type.equals("Slot") ? "busy" : "booked");
        get(
            DemoPerson.ADMIN,
            Bundle.class,
            "/"
                + type
                + "?"
                + (parameter.getName().equals("schedule") ? "" : needed)
                + parameter.getName()
                + "="
                + value);
      }
    }
    assertThat(declared).isEqualTo(implemented());
    get(DemoPerson.ADMIN, Appointment.class, "/Appointment/" + visit);
    get(DemoPerson.ADMIN, Schedule.class, "/Schedule/" + lin);
    get(DemoPerson.ADMIN, Slot.class, "/Slot/" + visit);
  }

  private String value(String parameter, String status) {
    return switch (parameter) {
      case "date", "start" -> "ge" + Instant.now().truncatedTo(ChronoUnit.SECONDS);
      case "status" -> status;
      case "service-type" -> "consultation";
      case "patient" -> anna;
      default -> lin;
    };
  }

  /** What the code answers, read from it. */
  private static Set<String> implemented() {
    return Stream.of(AppointmentResource.class, ScheduleResource.class, SlotResource.class)
        .flatMap(
            type ->
                Stream.of(type.getDeclaredMethods())
                    .filter(method -> verb(method).isPresent())
                    .map(
                        method ->
                            type.getAnnotation(Path.class).value() + " " + interaction(method)))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static java.util.Optional<Annotation> verb(Method method) {
    return Stream.of(method.getAnnotations())
        .filter(a -> a.annotationType().isAnnotationPresent(jakarta.ws.rs.HttpMethod.class))
        .findFirst();
  }

  private static String interaction(Method method) {
    Path path = method.getAnnotation(Path.class);
    if (path == null) {
      return "search-type";
    }
    return path.value().startsWith("$") ? path.value() : "read";
  }
}
