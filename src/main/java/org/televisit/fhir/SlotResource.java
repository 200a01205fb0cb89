package org.televisit.fhir;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.hl7.fhir.r4.model.Bundle;

/**
 * {@code /fhir/Slot}: times of one schedule. A slot is worked out when it is asked for, so it can
 * be searched and not read.
 */
@Path("Slot")
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class SlotResource {

  @Inject SlotSearch slots;

  /** Search by {@code schedule}, {@code start}, {@code status} and {@code service-type}. */
  @GET
  public Bundle search(@Context UriInfo uri) {
    return slots.search(uri);
  }
}
