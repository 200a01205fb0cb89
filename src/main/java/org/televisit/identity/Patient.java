package org.televisit.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who receives care (FHIR R4 Patient). */
@Entity
@Table(name = "patient")
public class Patient extends Person {

  @Column(name = "birth_date")
  private @Nullable LocalDate birthDate;

  protected Patient() {} // for Hibernate

  public Patient(UUID id, String subject, String name) {
    super(id, subject, name);
  }

  void born(@Nullable LocalDate on) {
    birthDate = on;
  }

  /** Empty where the clinic does not know it. */
  Optional<LocalDate> birthDate() {
    return Optional.ofNullable(birthDate);
  }
}
