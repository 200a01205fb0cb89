package org.televisit.scheduling;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.televisit.identity.Actor;

/** Backs {@code admin/patients.xhtml}: all patients, and who accompanies them. */
@Named
@RequestScoped
public class PatientsPage {

  @Inject CompanionService companions;
  @Inject Actor actor;

  private List<PatientFile> patients = List.of();

  @PostConstruct
  void load() {
    patients = companions.patients(actor);
  }

  public List<PatientFile> getPatients() {
    return patients;
  }
}
