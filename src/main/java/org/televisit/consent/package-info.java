/**
 * What each participant of a visit has agreed to, when, and on which wording.
 *
 * <p>Entry point: {@link org.televisit.consent.ConsentService}.
 */
@NullMarked
package org.televisit.consent;

import org.jspecify.annotations.NullMarked;
