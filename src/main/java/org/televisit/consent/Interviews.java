package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/** Lays out for one reader what they are asked: about whom, and whether they may answer. */
@ApplicationScoped
class Interviews {

  @Inject Consents consents;
  @Inject Questions questions;
  @Inject Mandates mandates;
  @Inject SchedulingService scheduling;

  /** The minor whom the reader represents first, then the reader. */
  List<Asked> of(Appointment visit, String reader, Locale locale) {
    String patient = visit.getPatient().subject();
    Stream<String> represented =
        mandates.representative(visit, reader).stream().map(relation -> patient);
    return Stream.concat(represented, Stream.of(reader))
        .map(subject -> about(visit, subject, reader, locale))
        .toList();
  }

  private Asked about(Appointment visit, String subject, String reader, Locale locale) {
    boolean self = subject.equals(reader);
    boolean minor = mandates.isMinor(visit, subject);
    return new Asked(
        person(visit, subject),
        self,
        !(self && minor),
        minor
            ? mandates.representatives(visit).stream().map(r -> r.person().name()).toList()
            : List.of(),
        Optional.ofNullable(consents.stated(visit.getId()).get(subject)),
        questions.to(visit, subject, locale));
  }

  private PersonRef person(Appointment visit, String subject) {
    return Stream.concat(
            Stream.of(visit.getPatient(), visit.getPractitioner()),
            scheduling.accompanying(visit).stream().map(Relation::person))
        .filter(person -> person.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new NotYourAppointmentException(visit.getId()));
  }
}
