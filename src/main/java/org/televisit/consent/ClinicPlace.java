package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;

/** Where the clinic was from an instant on, until the next one of these. */
@Entity
@Immutable
@Table(name = "clinic_place")
class ClinicPlace {

  @Id private Instant since;

  @Column(nullable = false)
  private String jurisdiction;

  @SuppressWarnings("NullAway.Init")
  protected ClinicPlace() {} // for Hibernate

  ClinicPlace(Instant since, String jurisdiction) {
    this.since = since;
    this.jurisdiction = jurisdiction;
  }

  Instant since() {
    return since;
  }

  String jurisdiction() {
    return jurisdiction;
  }
}
