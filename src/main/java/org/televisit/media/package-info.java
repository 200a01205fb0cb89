/**
 * The media server as the rest of the application wants it: pipelines, endpoints and recorders,
 * without a Kurento type in any signature. {@code media.kurento} is the only package that imports
 * {@code org.kurento}.
 *
 * <p>Every call may block for seconds: never call from a transaction or from a socket's thread.
 */
@NullMarked
package org.televisit.media;

import org.jspecify.annotations.NullMarked;
