package org.televisit.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.util.UUID;

/** What patients and practitioners have in common: an identity at the provider and a name. */
@MappedSuperclass
public abstract class Person {

  @Id private UUID id;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false)
  private String name;

  protected Person() {} // for Hibernate

  protected Person(UUID id, String subject, String name) {
    this.id = id;
    this.subject = subject;
    this.name = name;
  }

  public PersonRef ref() {
    return new PersonRef(id, subject, name);
  }
}
