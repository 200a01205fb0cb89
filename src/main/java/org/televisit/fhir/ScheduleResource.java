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

/** {@code /fhir/Schedule}: one for each practitioner. */
@Path("Schedule")
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class ScheduleResource {

  @Inject ScheduleSearch schedules;

  /** Search by {@code actor}. */
  @GET
  public Bundle search(@Context UriInfo uri) {
    return schedules.search(uri);
  }

  /** One schedule; its id is its practitioner's. */
  @GET
  @Path("{id}")
  public Resource read(@PathParam("id") String id) {
    return schedules.read(id);
  }
}
