/**
 * When visits of which kind may take place: kinds of visits, the clinic's calendar, and intervals
 * of time (FHIR R4 Schedule). Knows nothing of appointments.
 */
@NullMarked
package org.televisit.availability;

import org.jspecify.annotations.NullMarked;
