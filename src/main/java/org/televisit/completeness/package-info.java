/**
 * What of a visit should have been recorded, what was, and why the rest was not: an account of each
 * person's time to the millisecond, signed once the visit is over.
 *
 * <p>{@link org.televisit.completeness.Completeness} is the arithmetic, a pure function; {@link
 * org.televisit.completeness.CompletenessService} gathers its facts and issues the certificate.
 */
@NullMarked
package org.televisit.completeness;

import org.jspecify.annotations.NullMarked;
