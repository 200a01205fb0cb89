/**
 * The few things every feature needs and the container lacks: the clock, configuration, the schema,
 * problems put into words, health. No domain word lives here.
 */
@NullMarked
package org.televisit.platform;

import org.jspecify.annotations.NullMarked;
