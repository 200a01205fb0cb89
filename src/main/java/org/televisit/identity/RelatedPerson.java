package org.televisit.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;
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

  Relation relation() {
    PersonRef person = ref();
    return new Relation(person.id(), person, relationship, represents);
  }
}
