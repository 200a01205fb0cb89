/**
 * The clinic's scheduling for other programs: FHIR R4 {@code Schedule}, {@code Slot} and {@code
 * Appointment} under {@code /fhir}, and to find, hold and book times in the manner of IHE's
 * Scheduling profile.
 *
 * <p>Whoever asks is a person with an access token; the rules are those of the pages, because the
 * same services decide. Every answer that is no success is an OperationOutcome.
 */
@NullMarked
package org.televisit.fhir;

import org.jspecify.annotations.NullMarked;
