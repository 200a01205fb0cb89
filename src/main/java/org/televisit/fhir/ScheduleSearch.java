package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Schedule;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.VisitType;
import org.televisit.identity.PersonRef;
import org.televisit.platform.NotFoundException;

/**
 * A practitioner's schedule: that there is one, and for which kinds of visits. Names no patient.
 */
@ApplicationScoped
class ScheduleSearch {

  static final Set<String> PARAMETERS = Set.of("actor");

  @Inject FreeTimes free;
  @Inject AvailabilityService availability;
  @Inject Desk desk;

  Bundle search(UriInfo uri) {
    Query query = new Query(uri, PARAMETERS);
    @Nullable UUID actor = query.reference("actor", "Practitioner").orElse(null);
    List<VisitType> types = types();
    return desk.bundle(
        "Schedule",
        query,
        free.practitioners().stream()
            .filter(person -> actor == null || person.id().equals(actor))
            .map(person -> schedule(person, types))
            .toList());
  }

  /**
   * @throws NotFoundException if there is no such practitioner
   */
  Resource read(String id) {
    UUID practitioner;
    try {
      practitioner = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no schedule has such an id");
    }
    return schedule(free.practitioner(practitioner), types());
  }

  private List<VisitType> types() {
    return availability.types().stream().filter(VisitType::isActive).toList();
  }

  private Schedule schedule(PersonRef practitioner, List<VisitType> types) {
    Schedule schedule = new Schedule().setActive(true);
    schedule.setId(practitioner.id().toString());
    schedule.addActor(FhirTypes.to("Practitioner", practitioner));
    types.forEach(type -> schedule.addServiceType(FhirTypes.visitType(desk.base(), type)));
    return schedule;
  }
}
