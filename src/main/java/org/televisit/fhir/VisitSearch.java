package org.televisit.fhir;

import static java.util.stream.Collectors.toUnmodifiableSet;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.AppointmentStatus;
import org.televisit.scheduling.SchedulingService;

/** Finds and reads visits: those of who asks, and everybody's for the clinic's office. */
@ApplicationScoped
class VisitSearch {

  static final Set<String> PARAMETERS = Set.of("date", "practitioner", "patient", "status");

  private static final Set<String> STATES =
      Arrays.stream(AppointmentStatus.values())
          .map(AppointmentStatus::code)
          .collect(toUnmodifiableSet());

  @Inject SchedulingService scheduling;
  @Inject VisitMapper mapper;
  @Inject Windows windows;
  @Inject Desk desk;

  Bundle search(UriInfo uri) {
    Query query = new Query(uri, PARAMETERS);
    SearchDates dates = windows.dates(query.all("date"));
    Windows.Window window = windows.of(dates, Windows.VISITS);
    UUID practitioner = query.reference("practitioner", "Practitioner").orElse(null);
    UUID patient = query.reference("patient", "Patient").orElse(null);
    Set<String> states = query.oneOf("status", STATES);
    List<Appointment> found =
        scheduling.of(desk.actor(), window.from(), window.to()).stream()
            .filter(visit -> dates.contains(visit.getSlot().start()))
            .filter(visit -> window.contains(visit.getSlot().start()))
            .filter(
                visit -> practitioner == null || visit.getPractitioner().id().equals(practitioner))
            .filter(visit -> patient == null || visit.getPatient().id().equals(patient))
            .filter(visit -> states.isEmpty() || states.contains(visit.getStatus().code()))
            .toList();
    desk.searched("Appointment", window, found.size());
    return desk.bundle(
        "Appointment", query, found.stream().map(mapper::appointment).toList(), window);
  }

  /**
   * @throws NotFoundException if there is none, or it is none of theirs
   */
  Resource read(String id) {
    AppointmentId named;
    try {
      named = AppointmentId.parse(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no appointment has such an id");
    }
    Appointment visit = scheduling.get(desk.actor(), named);
    desk.read(named.entity());
    return mapper.appointment(visit);
  }
}
