package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.Receipt.Voice;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Role;
import org.televisit.scheduling.Appointment;

/**
 * Writes out answers: the names behind their ids, also of people who do not come along any more.
 */
@ApplicationScoped
class Receipts {

  @Inject People people;
  @Inject Mandates mandates;

  /** In the order given. */
  List<Receipt> of(Appointment visit, List<Consent> answers) {
    List<Relation> related = people.everRelated(visit.getPatient().id());
    return answers.stream().map(answer -> receipt(visit, answer, related)).toList();
  }

  private Receipt receipt(Appointment visit, Consent answer, List<Relation> related) {
    String subject = answer.party().subject();
    return new Receipt(
        answer.id(),
        visit,
        person(visit, related, subject),
        role(visit, subject),
        voice(visit, answer, related),
        answer.choice());
  }

  private Voice voice(Appointment visit, Consent answer, List<Relation> related) {
    Given given = answer.given();
    boolean unnamed =
        given.how() == How.SPOKEN
            && given.relation() == null
            && mandates.wasMinor(visit, given.by(), answer.answeredAt());
    return new Voice(
        person(visit, related, given.by()),
        relation(related, given.relation()),
        given.how(),
        Optional.ofNullable(given.witness()).map(subject -> person(visit, related, subject)),
        unnamed);
  }

  private static PersonRef person(Appointment visit, List<Relation> related, String subject) {
    return Stream.concat(
            Stream.of(visit.getPatient(), visit.getPractitioner()),
            related.stream().map(Relation::person))
        .filter(person -> person.subject().equals(subject))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody of " + visit.getId().entity()));
  }

  private static Optional<Relation> relation(List<Relation> related, @Nullable UUID id) {
    return related.stream().filter(relation -> relation.id().equals(id)).findFirst();
  }

  private static Role role(Appointment visit, String subject) {
    if (visit.getPatient().subject().equals(subject)) {
      return Role.PATIENT;
    }
    return visit.getPractitioner().subject().equals(subject)
        ? Role.PRACTITIONER
        : Role.RELATED_PERSON;
  }
}
