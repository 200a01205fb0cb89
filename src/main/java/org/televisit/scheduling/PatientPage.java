package org.televisit.scheduling;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serial;
import java.io.Serializable;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.ClinicCalendar;
import org.televisit.identity.Actor;
import org.televisit.identity.Companion;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relationship;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;

/** Backs {@code admin/patient.xhtml}: when a patient was born, and who accompanies them. */
@Named
@ViewScoped
public class PatientPage implements Serializable {
  @Serial private static final long serialVersionUID = 1L;

  @Inject CompanionService companions;
  @Inject ClinicCalendar calendar;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable UUID id;
  private @Nullable LocalDate birth;
  private @Nullable UUID person;
  private String relationship = Relationship.PARENT.name();
  private boolean represents;
  private transient @Nullable PatientFile file;

  /** Reads the patient. */
  public void open() {
    birth = getFile().birth().orElse(null);
  }

  public PatientFile getFile() {
    if (file == null) {
      file = companions.patient(actor, required());
    }
    return file;
  }

  /** Who could accompany the patient: everybody else who once signed in as a patient. */
  public List<PersonRef> getOthers() {
    return companions.patients(actor).stream()
        .map(PatientFile::person)
        .filter(other -> !other.id().equals(id))
        .toList();
  }

  public String saveBirth() {
    file = null;
    companions.born(actor, required(), birth);
    notices.ok("scheduling.patientSaved");
    return here();
  }

  public @Nullable String add() {
    if (person == null) {
      return null; // the page requires it
    }
    file = null;
    Relationship as = Relationship.valueOf(relationship);
    companions.relate(actor, required(), new Companion(person, as, represents));
    notices.ok("scheduling.patientSaved");
    return here();
  }

  public String part(UUID relation) {
    file = null;
    companions.part(actor, relation);
    notices.ok("scheduling.patientSaved");
    return here();
  }

  private String here() {
    return "/admin/patient.xhtml?faces-redirect=true&id=" + id;
  }

  private UUID required() {
    if (id == null) {
      throw new NotFoundException("no patient was named");
    }
    return id;
  }

  public @Nullable String getId() {
    return id == null ? null : id.toString();
  }

  /** What is no id names no patient. */
  public void setId(@Nullable String id) {
    try {
      this.id = id == null ? null : UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no patient has such an id");
    }
  }

  public @Nullable LocalDate getBirth() {
    return birth;
  }

  public void setBirth(@Nullable LocalDate birth) {
    this.birth = birth;
  }

  public LocalDate getToday() {
    return calendar.today();
  }

  public Relationship[] getRelationships() {
    return Relationship.values();
  }

  public @Nullable UUID getPerson() {
    return person;
  }

  public void setPerson(@Nullable UUID person) {
    this.person = person;
  }

  public String getRelationship() {
    return relationship;
  }

  public void setRelationship(String relationship) {
    this.relationship = relationship;
  }

  public boolean isRepresents() {
    return represents;
  }

  public void setRepresents(boolean represents) {
    this.represents = represents;
  }
}
