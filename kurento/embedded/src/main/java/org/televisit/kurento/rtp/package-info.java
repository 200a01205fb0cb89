/**
 * RTP and RTCP (RFC 3550, 3551, 4585, 5104): reading, writing, statistics, and the forwarding of
 * one track to others.
 *
 * <p>Classes are pure: time comes in as microseconds of a clock that never jumps, packets go out
 * through an interface. None is safe for more than one thread.
 */
@NullMarked
package org.televisit.kurento.rtp;

import org.jspecify.annotations.NullMarked;
