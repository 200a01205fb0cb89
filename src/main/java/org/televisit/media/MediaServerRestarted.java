package org.televisit.media;

/**
 * Fired when the media server came back without what it held before: every pipeline, endpoint and
 * recorder of earlier is gone, and rooms build theirs anew. Arrives on a thread of the media
 * server's client.
 */
public record MediaServerRestarted() {}
