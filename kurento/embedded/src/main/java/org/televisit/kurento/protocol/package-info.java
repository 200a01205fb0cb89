/**
 * The Kurento protocol: JSON-RPC 2.0 over WebSocket, sessions, media objects and their events.
 *
 * <p>Types, parameters, enumerations and events come from the official definitions ({@code
 * META-INF/kurento/*.kmd.json}). All state belongs to the one thread of {@link
 * org.televisit.kurento.protocol.ControlLoop}; the media itself flows in {@code
 * org.televisit.kurento.media}.
 */
@NullMarked
package org.televisit.kurento.protocol;

import org.jspecify.annotations.NullMarked;
