package org.televisit.kurento.rtp;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The codecs that are forwarded, in our order of preference for each kind. */
public enum Codec {
  OPUS("opus", 48_000, 2),
  PCMU("PCMU", 8_000, 1),
  PCMA("PCMA", 8_000, 1),
  VP8("VP8", 90_000, 0),
  VP9("VP9", 90_000, 0),
  H264("H264", 90_000, 0);

  private final String encodingName;
  private final int clockRate;
  private final int channels;

  Codec(String encodingName, int clockRate, int channels) {
    this.encodingName = encodingName;
    this.clockRate = clockRate;
    this.channels = channels;
  }

  /** Finds it by the encoding name of {@code a=rtpmap}, in any case. */
  public static Optional<Codec> named(String encodingName) {
    return Arrays.stream(values())
        .filter(codec -> codec.encodingName.equalsIgnoreCase(encodingName))
        .findFirst();
  }

  /** The codec of a payload type that means the same everywhere (RFC 3551, 6). */
  public static Optional<Codec> ofStaticType(int payloadType) {
    return switch (payloadType) {
      case 0 -> Optional.of(PCMU);
      case 8 -> Optional.of(PCMA);
      default -> Optional.empty();
    };
  }

  /** The value of {@code a=rtpmap} after the payload type: {@code opus/48000/2}. */
  public String rtpmap() {
    return encodingName + "/" + clockRate + (channels > 1 ? "/" + channels : "");
  }

  /** Of sound; 0 for video. */
  public int channels() {
    return channels;
  }

  /** RTP timestamp units per second. */
  public int clockRate() {
    return clockRate;
  }

  public boolean isVideo() {
    return channels == 0;
  }

  /** Whether a decoder can begin with this packet; always for audio. */
  public boolean startsKeyFrame(RtpPacket packet) {
    byte[] data = packet.buffer();
    int at = packet.payloadOffset();
    int length = packet.payloadLength();
    return switch (this) {
      case OPUS, PCMU, PCMA -> length > 0;
      case VP8 -> Vp8Descriptor.parse(data, at, length).map(Vp8Descriptor::keyFrame).orElse(false);
      case VP9 -> length > 0 && (data[at] & 0x48) == 0x08; // B set, P (inter-predicted) not
      case H264 -> startsIdr(data, at, length);
    };
  }

  /** A sequence parameter set or IDR slice, alone or in a STAP-A or FU-A (RFC 6184). */
  private static boolean startsIdr(byte[] data, int at, int length) {
    if (length < 2) {
      return false;
    }
    int type = data[at] & 0x1f;
    if (type == 24 && length > 3) {
      type = data[at + 3] & 0x1f;
    } else if (type == 28 && (data[at + 1] & 0x80) != 0) {
      type = data[at + 1] & 0x1f;
    }
    return type == 5 || type == 7;
  }

  @Override
  public String toString() {
    return encodingName.toLowerCase(Locale.ROOT);
  }
}
