package org.televisit.kurento.media;

import org.televisit.kurento.rtp.StreamStatistics;

/**
 * What is known of one stream of a session.
 *
 * @param inbound whether it comes from the browser
 */
public record SessionStatistics(MediaKind kind, boolean inbound, StreamStatistics stream) {}
