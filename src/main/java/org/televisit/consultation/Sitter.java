package org.televisit.consultation;

import java.util.UUID;
import org.televisit.identity.Role;

/**
 * Who has a place in the room.
 *
 * @param seat the id of that place
 * @param subject OIDC {@code sub}; never sent to a browser
 * @param role patient or practitioner
 */
record Sitter(UUID seat, String subject, String name, Role role) {}
