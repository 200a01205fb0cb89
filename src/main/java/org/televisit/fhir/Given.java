package org.televisit.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;

/** What was given to an operation. */
record Given(Parameters body, List<String> known) {

  /**
   * @throws FhirProblem for a parameter that is not known, or given twice
   */
  Given {
    for (ParametersParameterComponent parameter : body.getParameter()) {
      if (parameter.getName() == null || !known.contains(parameter.getName())) {
        throw FhirProblem.unsupported("Supported parameters: " + known);
      }
    }
    for (String name : known) {
      if (body.getParameter().stream().filter(p -> name.equals(p.getName())).count() > 1) {
        throw FhirProblem.unsupported("One value of " + name + ", please.");
      }
    }
  }

  /** The id that a required reference names. */
  String requiredId(String name, String type) {
    return value(name)
        .map(value -> FhirReferences.id(reference(name, value), type))
        .orElseThrow(() -> FhirProblem.bad("The parameter " + name + " is needed."));
  }

  Optional<UUID> reference(String name, String type) {
    return value(name).map(value -> FhirReferences.uuid(reference(name, value), type));
  }

  private static String reference(String name, Type value) {
    if (value instanceof Reference reference && reference.hasReference()) {
      return reference.getReference();
    }
    throw FhirProblem.bad("The parameter " + name + " is a reference.");
  }

  /** An instant: a time without its zone could be anybody's. */
  Instant time(String name) {
    Type value =
        value(name).orElseThrow(() -> FhirProblem.bad("The parameter " + name + " is needed."));
    if (value instanceof DateTimeType time) {
      try {
        return OffsetDateTime.parse(time.getValueAsString()).toInstant();
      } catch (DateTimeException e) {
        // said below
      }
    }
    throw FhirProblem.bad("The parameter " + name + " is a dateTime with seconds and zone.");
  }

  /** The code of a CodeableConcept, a Coding, a code or a string. */
  Optional<String> code(String name) {
    return value(name)
        .map(
            value -> {
              if (value instanceof CodeableConcept concept && concept.hasCoding()) {
                return concept.getCodingFirstRep().getCode();
              }
              if (value instanceof org.hl7.fhir.r4.model.Coding coding) {
                return coding.getCode();
              }
              return value.isPrimitive() ? value.primitiveValue() : null;
            })
        .or(
            () -> {
              if (value(name).isPresent()) {
                throw FhirProblem.bad("The parameter " + name + " is a code.");
              }
              return Optional.empty();
            });
  }

  /**
   * @throws FhirProblem if it is longer, or no text
   */
  Optional<String> text(String name, int longest) {
    Optional<Type> value = value(name);
    if (value.isPresent() && !(value.get() instanceof PrimitiveType<?>)) {
      throw FhirProblem.bad("The parameter " + name + " is a string.");
    }
    Optional<String> text = value.map(Type::primitiveValue).map(String::strip);
    if (text.filter(t -> t.length() > longest).isPresent()) {
      throw FhirProblem.bad(name + " has at most " + longest + " characters.");
    }
    return text.filter(t -> !t.isEmpty());
  }

  private Optional<Type> value(String name) {
    return body.getParameter().stream()
        .filter(parameter -> name.equals(parameter.getName()))
        .map(ParametersParameterComponent::getValue)
        .filter(java.util.Objects::nonNull)
        .findFirst();
  }
}
