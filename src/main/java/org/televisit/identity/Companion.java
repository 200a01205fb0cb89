package org.televisit.identity;

import java.util.UUID;

/**
 * Somebody who shall accompany a patient.
 *
 * @param person id of their own row as a patient, which everybody has who once signed in as one
 * @param represents whether they answer for the patient while the patient is a minor
 */
public record Companion(UUID person, Relationship relationship, boolean represents) {}
