package org.televisit.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.UUID;

/** Who receives care (FHIR R4 Patient). */
@Entity
@Table(name = "patient")
public class Patient extends Person {

  protected Patient() {} // for Hibernate

  public Patient(UUID id, String subject, String name) {
    super(id, subject, name);
  }
}
