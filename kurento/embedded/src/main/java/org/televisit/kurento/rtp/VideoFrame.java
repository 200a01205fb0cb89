package org.televisit.kurento.rtp;

import java.util.Optional;

/**
 * A whole frame.
 *
 * @param data as a file holds it: of H.264, NAL units with four bytes of length before each
 * @param arrival when its first packet came
 * @param format of a key frame; empty for all others
 */
@SuppressWarnings("ArrayRecordComponent") // handed over, never shared
public record VideoFrame(int timestamp, byte[] data, long arrival, Optional<Format> format) {

  /**
   * What a key frame tells of those that follow.
   *
   * @param codecPrivate what Matroska wants to know beforehand; empty for VP8 and VP9
   */
  public record Format(int width, int height, byte[] codecPrivate) {}

  public boolean keyFrame() {
    return format.isPresent();
  }
}
