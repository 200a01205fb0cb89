package org.televisit.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who belongs to a patient and may come along (FHIR R4 RelatedPerson): a parent, a guardian, a
 * carer, an interpreter. The relation has a beginning and may end; it is never rewritten, because
 * answers quote it.
 */
@Entity
@Table(name = "related_person")
public class RelatedPerson extends Person {

  @ManyToOne(optional = false, fetch = FetchType.LAZY)
  @JoinColumn(name = "patient_id", updatable = false)
  private Patient patient;

  @Column(nullable = false, updatable = false)
  private Relationship relationship;

  @Column(nullable = false, updatable = false)
  private boolean represents;

  @Column(nullable = false, updatable = false)
  private Instant since;

  @Column private @Nullable Instant until;

  @SuppressWarnings("NullAway.Init")
  protected RelatedPerson() {} // for Hibernate

  /** {@code person} accompanies {@code patient} from {@code since} on. */
  RelatedPerson(Patient patient, PersonRef person, Companion companion, Instant since) {
    super(UUID.randomUUID(), person.subject(), person.name());
    this.patient = patient;
    this.relationship = companion.relationship();
    this.represents = companion.represents();
    this.since = since;
  }

  /** They part ways. Does nothing where they have. */
  void end(Instant now) {
    if (until == null) {
      until = now;
    }
  }

  /** From when to when. */
  RelationTerm term() {
    return new RelationTerm(relation(), since, until);
  }

  Relation relation() {
    PersonRef person = ref();
    return new Relation(person.id(), person, relationship, represents);
  }
}
