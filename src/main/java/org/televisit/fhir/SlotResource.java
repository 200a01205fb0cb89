package org.televisit.fhir;

import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** {@code /fhir/Slot}: times of one schedule, worked out when they are asked for. */
@Path("Slot")
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class SlotResource {

  @Inject ScheduleSlots slots;

  /** Search by {@code schedule}, {@code start}, {@code status} and {@code service-type}. */
  @GET
  public Bundle search(@Context UriInfo uri) {
    return slots.search(uri);
  }

  /** One time, as it is now. */
  @GET
  @Path("{id}")
  public Resource read(@PathParam("id") String id) {
    return slots.read(id);
  }
}
