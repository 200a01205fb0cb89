/**
 * What carries media between a browser and us: one UDP port, ICE-lite, DTLS 1.2, SRTP.
 *
 * <p>Everything but DTLS handshakes happens on the one thread of a {@link
 * org.televisit.kurento.transport.MediaLoop}; classes without a remark about threads are confined
 * to it. Every datagram is hostile: it is parsed under bounds checks, and a bad one is dropped and
 * counted.
 */
@NullMarked
package org.televisit.kurento.transport;

import org.jspecify.annotations.NullMarked;
