package org.televisit.kurento.webm;

/**
 * One frame to be written.
 *
 * @param video a picture if true, else sound
 * @param millis time line of the file, from 0
 * @param keyFrame whether a decoder can begin here; always for audio
 * @param data the encoded frame
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record WebmFrame(boolean video, long millis, boolean keyFrame, byte[] data) {}
