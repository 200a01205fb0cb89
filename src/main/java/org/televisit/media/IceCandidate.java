package org.televisit.media;

/**
 * One trickled ICE candidate (RFC 8838).
 *
 * @param candidate the attribute's text, {@code candidate:…} (RFC 8839)
 * @param mid identification tag of the media section it belongs to (RFC 8843)
 * @param line zero-based index of that media section
 */
public record IceCandidate(String candidate, String mid, int line) {}
