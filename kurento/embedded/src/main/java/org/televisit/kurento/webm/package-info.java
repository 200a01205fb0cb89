/**
 * WebM (Matroska, RFC 9559) with VP8 and Opus: writing it frame by frame, and getting the bytes to
 * a file or an HTTP server while the media comes.
 */
@NullMarked
package org.televisit.kurento.webm;

import org.jspecify.annotations.NullMarked;
