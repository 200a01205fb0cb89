package org.televisit.consultation;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
import org.televisit.scheduling.Kinship;

/**
 * Who has a place in the room.
 *
 * @param seat the id of that place
 * @param subject OIDC {@code sub}; never sent to a browser
 * @param role patient, practitioner, or related person
 * @param kinship what a related person is to the patient; null for everybody else, and for who
 *     accompanies them no more
 */
record Sitter(UUID seat, String subject, String name, Role role, @Nullable Kinship kinship) {

  Sitter who(Kinship known) {
    return new Sitter(seat, subject, name, role, known);
  }
}
