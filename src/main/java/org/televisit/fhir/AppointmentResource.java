package org.televisit.fhir;

import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;

/** {@code /fhir/Appointment}: visits, and IHE's three operations about times. */
@Path("Appointment")
@Produces({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
public class AppointmentResource {

  @Inject VisitSearch visits;
  @Inject Booking booking;
  @Inject FhirCodec codec;

  /** Search by {@code date}, {@code practitioner}, {@code patient} and {@code status}. */
  @GET
  public Bundle search(@Context UriInfo uri) {
    return visits.search(uri);
  }

  /** One visit. */
  @GET
  @Path("{id:[^$/][^/]*}")
  public Resource read(@PathParam("id") String id) {
    return visits.read(id);
  }

  /** IHE Find Potential Appointments: times that may be booked, as proposed Appointments. */
  @POST
  @Path("$find")
  @Consumes({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
  public Bundle find(String body) {
    return booking.find(codec.parameters(body));
  }

  /** IHE Hold Appointment: keeps a proposed time for a few minutes. */
  @POST
  @Path("$hold")
  @Consumes({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
  public Bundle hold(String body) {
    return booking.hold(codec.parameters(body));
  }

  /** IHE Book Appointment: books what was held, or a proposed time at once. */
  @POST
  @Path("$book")
  @Consumes({FhirWriter.FHIR_JSON, MediaType.APPLICATION_JSON})
  public Bundle book(String body) {
    return booking.book(codec.parameters(body));
  }
}
