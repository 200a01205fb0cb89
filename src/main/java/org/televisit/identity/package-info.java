/**
 * Who is acting: subject and roles as the OIDC provider asserts them, and the people of the clinic.
 *
 * <p>Entry points: {@link org.televisit.identity.Actor}, {@link
 * org.televisit.identity.ActorFactory} and {@link org.televisit.identity.People}.
 */
@NullMarked
package org.televisit.identity;

import org.jspecify.annotations.NullMarked;
