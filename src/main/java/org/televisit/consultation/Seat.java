package org.televisit.consultation;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;

/** One person's place in the room of one encounter; what concerns them there hangs on it. */
@Entity
@Table(name = "seat")
class Seat {

  @Id private UUID id;

  @Column(name = "encounter_id", nullable = false, updatable = false)
  private UUID encounter;

  @Column(nullable = false, updatable = false)
  private String subject;

  @Column(nullable = false, updatable = false)
  private String name;

  @Column(nullable = false, updatable = false)
  private String role;

  @Column(name = "admitted_at")
  private @Nullable Instant admittedAt;

  @SuppressWarnings("NullAway.Init")
  protected Seat() {} // for Hibernate

  Seat(Encounter encounter, Actor person, Role role) {
    this.id = UUID.randomUUID();
    this.encounter = encounter.id();
    this.subject = person.subject();
    this.name = person.name();
    this.role = role.realmName();
  }

  /** Lets the person in. Does nothing for who is in already. */
  void admit(Instant now) {
    if (admittedAt == null) {
      admittedAt = now;
    }
  }

  UUID id() {
    return id;
  }

  UUID encounter() {
    return encounter;
  }

  /** When the person was let in; null while they wait. */
  @Nullable Instant admittedAt() {
    return admittedAt;
  }

  boolean admitted() {
    return admittedAt != null;
  }

  Sitter sitter() {
    return new Sitter(id, subject, name, Role.named(role), null);
  }
}
