package org.televisit.kurento.media;

/**
 * An ICE candidate of ours, for the browser's {@code addIceCandidate}.
 *
 * @param candidate {@code candidate:...} as in RFC 8839, without {@code a=}
 * @param mid the media section's {@code a=mid}; empty if it has none
 * @param mLineIndex the media section's index from 0
 */
public record LocalCandidate(String candidate, String mid, int mLineIndex) {}
