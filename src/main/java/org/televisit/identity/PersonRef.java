package org.televisit.identity;

import java.util.UUID;

/**
 * A patient or practitioner as other features see them.
 *
 * @param id of the row here
 * @param subject the OIDC {@code sub} claim
 * @param name to show
 */
public record PersonRef(UUID id, String subject, String name) {}
