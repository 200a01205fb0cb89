/**
 * Session descriptions (RFC 8866) as browsers use them (RFC 8829): reading, agreeing, writing.
 *
 * <p>Immutable values; no I/O. What is offered and not understood is left out or rejected, never
 * guessed.
 */
@NullMarked
package org.televisit.kurento.sdp;

import org.jspecify.annotations.NullMarked;
