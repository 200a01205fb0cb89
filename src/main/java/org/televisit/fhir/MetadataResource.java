package org.televisit.fhir;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.hl7.fhir.r4.model.CapabilityStatement;

/** {@code /fhir/metadata}: what this interface can do, for everybody who asks. */
@Path("metadata")
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class MetadataResource {

  @Inject Capabilities capabilities;

  @GET
  public CapabilityStatement metadata() {
    return capabilities.statement();
  }
}
