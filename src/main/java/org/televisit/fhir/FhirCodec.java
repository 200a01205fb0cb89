package org.televisit.fhir;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.IParser;
import ca.uhn.fhir.parser.StrictErrorHandler;
import jakarta.enterprise.context.ApplicationScoped;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;

/** FHIR as JSON. The model of FHIR R4 is read once, at the first request. */
@ApplicationScoped
class FhirCodec {

  private final FhirContext fhir = FhirContext.forR4();

  String write(Resource resource) {
    return fhir.newJsonParser().encodeResourceToString(resource);
  }

  /**
   * @throws FhirProblem if it is no Parameters resource
   */
  Parameters parameters(String json) {
    IParser parser = fhir.newJsonParser();
    parser.setParserErrorHandler(new StrictErrorHandler());
    try {
      return parser.parseResource(Parameters.class, json);
    } catch (DataFormatException | IllegalArgumentException | ClassCastException e) {
      throw FhirProblem.bad("The body is no FHIR R4 Parameters resource in JSON.");
    }
  }
}
