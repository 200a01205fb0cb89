/**
 * The live visit: who is in the room, what they may say to each other and to the media server.
 *
 * <p>The wire protocol is {@link org.televisit.consultation.ClientMessage} and {@link
 * org.televisit.consultation.ServerMessage}; {@code docs/protocol.md} shows one visit on the wire.
 * Everything in a {@code Room} happens in its one ordered queue: what browsers say, what the media
 * server reports, consents that change, and the clock.
 */
@NullMarked
package org.televisit.consultation;

import org.jspecify.annotations.NullMarked;
