package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.platform.ClinicInfo;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

/** Decides who answers for whom: everybody for themselves, but for a minor a representative. */
@ApplicationScoped
class Mandates {

  @Inject SchedulingService scheduling;
  @Inject People people;
  @Inject ClinicInfo clinic;
  @Inject Clock clock;

  /** From which age on a person answers alone, in years. */
  @Inject
  @ConfigProperty(name = "televisit.consent.age")
  int age;

  /** Whether the patient of this visit is a minor today, on the clinic's calendar. */
  boolean isMinor(Appointment visit, String subject) {
    return wasMinor(visit, subject, clock.instant());
  }

  /** As {@link #isMinor}, at another time. */
  boolean wasMinor(Appointment visit, String subject, Instant then) {
    PersonRef patient = visit.getPatient();
    LocalDate day = LocalDate.ofInstant(then, clinic.getZone());
    return patient.subject().equals(subject)
        && people.birthDate(patient.id()).filter(b -> b.plusYears(age).isAfter(day)).isPresent();
  }

  /** Who may answer for the patient of this visit. */
  List<Relation> representatives(Appointment visit) {
    return isMinor(visit, visit.getPatient().subject())
        ? scheduling.accompanying(visit).stream().filter(Relation::represents).toList()
        : List.of();
  }

  /** As whom {@code by} may answer for the patient of this visit; empty if not at all. */
  Optional<Relation> representative(Appointment visit, String by) {
    return representatives(visit).stream()
        .filter(relation -> relation.person().subject().equals(by))
        .findFirst();
  }

  /**
   * The answer of {@code by} to a question about {@code subject}; empty if it is not theirs to
   * give.
   *
   * @throws MinorCannotAnswerException if a minor answers for themselves
   */
  Optional<Given> given(Appointment visit, String by, String subject) {
    if (!by.equals(subject)) {
      return representative(visit, by)
          .filter(relation -> visit.getPatient().subject().equals(subject))
          .map(Given::as);
    }
    if (isMinor(visit, subject)) {
      throw MinorCannotAnswerException.alone();
    }
    return Optional.of(Given.self(by));
  }

  /**
   * An answer about {@code subject} that somebody spoke. Who refuses for a minor need not be known:
   * where it is not clear it is written down as the minor's own, as a minor may refuse alone.
   *
   * @throws MinorCannotAnswerException if it is a minor who agrees, and not exactly one person may
   *     speak
   */
  Given spoken(Appointment visit, String subject, Provision provision, String practitioner) {
    List<Relation> speakers = representatives(visit);
    Given given = Given.self(subject);
    if (isMinor(visit, subject)) {
      if (speakers.size() == 1) {
        given = Given.as(speakers.get(0));
      } else if (provision == Provision.PERMIT) {
        throw MinorCannotAnswerException.unclearWhoSpoke();
      }
    }
    return given.before(practitioner);
  }
}
