/**
 * A whole clinic on one machine, as processes: for {@code ./mvnw -Pup} and, on ports and data of
 * their own, for the integration tests.
 */
@NullMarked
package org.televisit.dev;

import org.jspecify.annotations.NullMarked;
