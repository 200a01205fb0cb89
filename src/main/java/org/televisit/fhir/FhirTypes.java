package org.televisit.fhir;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Instant;
import java.util.Date;
import java.util.Locale;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Reference;
import org.televisit.availability.VisitType;
import org.televisit.identity.PersonRef;

/** Data types that several resources have. */
final class FhirTypes {

  /** The kinds of visits of this clinic; their codes mean nothing elsewhere. */
  static final String VISIT_TYPE = "/CodeSystem/visit-type";

  private static final TimeZone UTC = TimeZone.getTimeZone("UTC");

  private FhirTypes() {}

  static CodeableConcept text(String text) {
    return new CodeableConcept().setText(text);
  }

  static Reference to(String type, PersonRef person) {
    return new Reference(type + "/" + person.id()).setDisplay(person.name());
  }

  static CodeableConcept visitType(String base, VisitType type) {
    return new CodeableConcept()
        .addCoding(new Coding(base + VISIT_TYPE, type.getCode(), type.name(Locale.ENGLISH)));
  }

  /** In UTC: a clinic's zone is nothing that a program has to know. */
  static InstantType instant(Instant instant) {
    return new InstantType(Date.from(instant), TemporalPrecisionEnum.SECOND, UTC);
  }
}
