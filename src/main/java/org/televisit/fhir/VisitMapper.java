package org.televisit.fhir;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.Appointment.AppointmentStatus;
import org.hl7.fhir.r4.model.Appointment.ParticipantRequired;
import org.hl7.fhir.r4.model.Appointment.ParticipationStatus;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.PersonRef;
import org.televisit.scheduling.CancelReason;

/** Our visits as FHIR R4 Appointments. Why the patient comes is not among what is told. */
@ApplicationScoped
class VisitMapper {

  private static final String CANCEL_REASONS =
      "http://terminology.hl7.org/CodeSystem/appointment-cancellation-reason";

  @Inject Base base;
  @Inject AvailabilityService availability;

  Appointment appointment(org.televisit.scheduling.Appointment visit) {
    Appointment resource =
        at(visit.getSlot(), availability.type(visit.getType()))
            .setStatus(AppointmentStatus.fromCode(visit.getStatus().code()));
    resource.setId(visit.getId().toString());
    resource.getMeta().setVersionId(String.valueOf(visit.getVersion()));
    reason(visit.getCancelReason()).ifPresent(resource::setCancelationReason);
    participant(resource, "Patient", visit.getPatient(), ParticipationStatus.ACCEPTED);
    participant(resource, "Practitioner", visit.getPractitioner(), ParticipationStatus.ACCEPTED);
    return resource;
  }

  /** A time that may be booked. */
  Appointment proposal(PersonRef practitioner, TimeSlot slot, VisitType type) {
    Appointment resource = at(slot, type).setStatus(AppointmentStatus.PROPOSED);
    resource.setId(ProposalId.of(practitioner.id(), slot.start(), type.getCode()).text());
    participant(resource, "Practitioner", practitioner, ParticipationStatus.NEEDSACTION);
    return resource;
  }

  private Appointment at(TimeSlot slot, VisitType type) {
    Appointment resource = new Appointment();
    resource.addServiceType(FhirTypes.visitType(base.url(), type));
    resource.setStartElement(FhirTypes.instant(slot.start()));
    resource.setEndElement(FhirTypes.instant(slot.end()));
    resource.setMinutesDuration((int) Duration.between(slot.start(), slot.end()).toMinutes());
    return resource;
  }

  private static void participant(
      Appointment resource, String type, PersonRef person, ParticipationStatus status) {
    resource
        .addParticipant()
        .setActor(new Reference(type + "/" + person.id()).setDisplay(person.name()))
        .setRequired(ParticipantRequired.REQUIRED)
        .setStatus(status);
  }

  /** What FHIR has no code for is another reason; that a hold ended is said of no booked visit. */
  private static Optional<CodeableConcept> reason(@Nullable CancelReason reason) {
    return Optional.ofNullable(reason)
        .map(
            known ->
                CancelReason.ofPeople().contains(known) ? known.code() : CancelReason.OTHER.code())
        .map(code -> new CodeableConcept().addCoding(new Coding(CANCEL_REASONS, code, null)));
  }
}
