package org.televisit.audit;

import org.jspecify.annotations.Nullable;

/**
 * What an event was about. Holds no name and no free text of a person.
 *
 * @param entity {@code <kind>/<id>}, e.g. {@code appointment/<uuid>} or {@code page/<path>}
 * @param detail at most 500 characters; names the appointment where the entity is not one
 * @param purpose purpose of use (FHIR R4 code, e.g. {@code HCOMPL}) where one was stated
 */
public record AuditTarget(String entity, @Nullable String detail, @Nullable String purpose) {}
