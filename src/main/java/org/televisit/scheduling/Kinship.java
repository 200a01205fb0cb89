package org.televisit.scheduling;

import org.televisit.identity.Relationship;

/**
 * What somebody is to the patient of a visit.
 *
 * @param of the patient's name
 * @param represents whether this person answers for the patient while the patient is a minor
 */
public record Kinship(Relationship as, String of, boolean represents) {}
