/**
 * Real-time media without a browser's help: WebRTC sessions, forwarding between them, recording.
 *
 * <p>A {@link org.televisit.kurento.media.MediaEngine} owns one UDP port and one thread that does
 * all packet work. Elements ({@link org.televisit.kurento.media.WebRtcSession}, {@link
 * org.televisit.kurento.media.Recorder}) are connected per kind of media; what a source receives is
 * forwarded to its sinks without transcoding. Nothing here knows the Kurento protocol.
 */
@NullMarked
package org.televisit.kurento.media;

import org.jspecify.annotations.NullMarked;
