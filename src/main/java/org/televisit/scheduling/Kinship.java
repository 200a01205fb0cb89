package org.televisit.scheduling;

import org.televisit.identity.Relationship;

/**
 * What somebody is to the patient of a visit.
 *
 * @param of the patient's name
 */
public record Kinship(Relationship as, String of) {}
