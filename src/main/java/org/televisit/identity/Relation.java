package org.televisit.identity;

import java.util.UUID;

/**
 * Somebody who accompanies a patient, as other features see them.
 *
 * @param id of the row that says so
 * @param represents whether this person answers for the patient while the patient is a minor
 */
public record Relation(UUID id, PersonRef person, Relationship relationship, boolean represents) {}
