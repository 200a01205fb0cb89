package org.televisit.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.UnknownCodeSystemWarningValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.Resource;

/** Reads what we answer as a strict stranger does. */
final class FhirCheck {

  static final FhirContext FHIR = FhirContext.forR4();
  private static final FhirValidator VALIDATOR = validator();

  private FhirCheck() {}

  private static FhirValidator validator() {
    FhirValidator validator = FHIR.newValidator();
    UnknownCodeSystemWarningValidationSupport own =
        new UnknownCodeSystemWarningValidationSupport(FHIR);
    own.setNonExistentCodeSystemSeverity( // a clinic's kinds of visits are its own
        ca.uhn.fhir.context.support.IValidationSupport.IssueSeverity.WARNING);
    return validator.registerValidatorModule(
        new FhirInstanceValidator(
            new ValidationSupportChain(
                new DefaultProfileValidationSupport(FHIR),
                new InMemoryTerminologyServerValidationSupport(FHIR),
                new CommonCodeSystemsTerminologyService(FHIR),
                own)));
  }

  /** The resource, after the validator has found no error in it. */
  static <R extends Resource> R valid(Class<R> type, String json) {
    assertThat(VALIDATOR.validateWithResult(json).getMessages())
        .filteredOn(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .as(json)
        .isEmpty();
    return FHIR.newJsonParser()
        .setParserErrorHandler(new StrictErrorHandler())
        .parseResource(type, json);
  }
}
