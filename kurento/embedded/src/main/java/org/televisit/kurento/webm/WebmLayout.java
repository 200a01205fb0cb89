package org.televisit.kurento.webm;

/**
 * What a file holds.
 *
 * @param audio whether it has an Opus track
 * @param video whether it has a VP8 track
 * @param width of the first picture; it may change later
 * @param height of the first picture
 * @param seekable whether the target can be written to again at the end: only then does the file
 *     get a Duration and Cues
 */
public record WebmLayout(boolean audio, boolean video, int width, int height, boolean seekable) {}
