package org.televisit.scheduling;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;

/**
 * What the office keeps about a patient.
 *
 * @param birth empty where the clinic does not know it
 * @param accompanying who accompanies the patient now
 */
public record PatientFile(
    PersonRef person, Optional<LocalDate> birth, List<Relation> accompanying) {}
