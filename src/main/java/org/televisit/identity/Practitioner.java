package org.televisit.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** Who provides care (FHIR R4 Practitioner). */
@Entity
@Table(name = "practitioner")
public class Practitioner extends Person {

  protected Practitioner() {} // for Hibernate

  public Practitioner(UUID id, String subject, String name) {
    super(id, subject, name);
  }
}
