package org.televisit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.NotFoundException;

/** The people of the clinic: who may be booked, and who is here now. */
@ApplicationScoped
@Transactional
public class People {

  @Inject Persons persons;
  @Inject Contacts contacts;
  @Inject Event<SignedIn> arrivals;
  @Inject Event<SignedOut> departures;
  @Inject Clock clock;

  /** All patients by name. */
  public List<PersonRef> patients() {
    return persons.patients();
  }

  /** All practitioners by name. */
  public List<PersonRef> practitioners() {
    return persons.practitioners();
  }

  public Optional<PersonRef> patient(UUID id) {
    return persons.find(Patient.class, id);
  }

  public Optional<PersonRef> practitioner(UUID id) {
    return persons.find(Practitioner.class, id);
  }

  /** The patient with this OIDC subject; empty for who never signed in as one. */
  public Optional<PersonRef> patientWith(String subject) {
    return persons.find(Patient.class, subject);
  }

  /** The practitioner with this OIDC subject; empty for who never signed in as one. */
  public Optional<PersonRef> practitionerWith(String subject) {
    return persons.find(Practitioner.class, subject);
  }

  /** How somebody is reached outside of the application; empty for who has never signed in. */
  public Optional<Contact> contact(String subject) {
    return contacts.of(subject);
  }

  /** The patients whom this person represents now, by name. */
  public List<PersonRef> representedBy(String subject) {
    return persons.representedBy(subject, clock.instant());
  }

  /** When a patient was born; empty where the clinic does not know it. */
  public Optional<LocalDate> birthDate(UUID patient) {
    return persons.birthDate(patient);
  }

  /** Who accompanies this patient now, the longest known first. */
  public List<Relation> relations(UUID patient) {
    return persons.relations(patient, clock.instant());
  }

  /** Who accompanies this patient or ever did: for the names in what they left behind. */
  public List<Relation> everRelated(UUID patient) {
    return persons.everRelated(patient).stream().map(RelationTerm::relation).toList();
  }

  /** From when to when each of those {@link #everRelated} accompanied this patient. */
  public List<RelationTerm> relationTerms(UUID patient) {
    return persons.everRelated(patient);
  }

  /**
   * Notes when a patient was born; null where the clinic does not know it. The caller has checked
   * who asks, and audits it.
   *
   * @throws NotFoundException if there is no such patient
   */
  public void born(UUID patient, @Nullable LocalDate on) {
    persons.born(patient, on);
  }

  /**
   * From now on somebody accompanies a patient. The caller has checked who asks, and audits it.
   *
   * @return the id of the relation
   * @throws NotFoundException if one of the two does not exist
   */
  public UUID relate(UUID patient, Companion companion) {
    return persons.relate(patient, companion, clock.instant());
  }

  /**
   * From now on somebody accompanies a patient no more. The caller has checked who asks, and audits
   * it.
   *
   * @throws NotFoundException if there is no such relation
   */
  public void part(UUID relation) {
    persons.part(relation, clock.instant());
  }

  /** Takes over the name that the provider asserts, and makes the person bookable by role. */
  public void signIn(Actor actor) {
    if (actor.is(Role.PATIENT)) {
      persons.upsertPatient(actor);
      persons.renameRelated(actor);
    }
    if (actor.is(Role.PRACTITIONER)) {
      persons.upsertPractitioner(actor);
    }
    arrivals.fire(new SignedIn(actor));
  }

  /** As {@link #signIn(Actor)}, and notes how the person is reached. */
  public void signIn(Actor actor, Contact contact) {
    signIn(actor);
    contacts.reach(actor.subject(), contact);
  }

  /** Notes how a person is reached who has signed in before. */
  public void reach(Actor actor, Contact contact) {
    contacts.reach(actor.subject(), contact);
  }

  public void signOut(Actor actor) {
    departures.fire(new SignedOut(actor));
  }
}
