package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;

/** Reads a compound of RTCP packets; what is unknown or does not fit is left out. */
public final class RtcpReader {

  private static final int SR = 200;
  private static final int RR = 201;
  private static final int BYE = 203;
  private static final int RTPFB = 205;
  private static final int PSFB = 206;
  private static final int REPORT_BLOCK = 24;

  private final byte[] data;
  private final List<RtcpMessage> messages = new ArrayList<>();

  private RtcpReader(byte[] data) {
    this.data = data;
  }

  /** The messages of a compound, in order; stops at the first packet that is not well formed. */
  public static List<RtcpMessage> read(byte[] data, int offset, int length) {
    RtcpReader reader = new RtcpReader(data);
    int end = offset + length;
    for (int at = offset; at + 8 <= end && (data[at] & 0xc0) == 0x80; ) {
      int next = at + 4 + 4 * Bytes.u16(data, at + 2);
      if (next > end) {
        break;
      }
      reader.packet(at, next);
      at = next;
    }
    return reader.messages;
  }

  private void packet(int at, int end) {
    int count = data[at] & 0x1f;
    switch (Bytes.u8(data, at + 1)) {
      case SR -> senderReport(at, end, count);
      case RR -> reportBlocks(at + 8, end, count);
      case BYE -> bye(at, end, count);
      case RTPFB -> {
        if (count == 1 && at + 12 <= end) {
          nack(at, end);
        }
      }
      case PSFB -> {
        if (at + 12 <= end) {
          payloadFeedback(at, end, count);
        }
      }
      default -> {} // SDES, APP, XR: nothing that we need
    }
  }

  private void senderReport(int at, int end, int count) {
    if (at + 28 > end) {
      return;
    }
    messages.add(
        new RtcpMessage.SenderReport(
            Bytes.i32(data, at + 4),
            Bytes.u32(data, at + 8) << 32 | Bytes.u32(data, at + 12),
            Bytes.i32(data, at + 16),
            Bytes.i32(data, at + 20),
            Bytes.i32(data, at + 24)));
    reportBlocks(at + 28, end, count);
  }

  private void reportBlocks(int from, int end, int count) {
    for (int i = 0, at = from; i < count && at + REPORT_BLOCK <= end; i++, at += REPORT_BLOCK) {
      messages.add(
          new RtcpMessage.ReportBlock(
              Bytes.i32(data, at),
              Bytes.u8(data, at + 4),
              Bytes.i32(data, at + 4) & 0xffffff,
              Bytes.i32(data, at + 8),
              Bytes.i32(data, at + 12),
              Bytes.i32(data, at + 16),
              Bytes.i32(data, at + 20)));
    }
  }

  private void bye(int at, int end, int count) {
    for (int i = 0; i < count && at + 8 + 4 * i <= end; i++) {
      messages.add(new RtcpMessage.Bye(Bytes.i32(data, at + 4 + 4 * i)));
    }
  }

  private void nack(int at, int end) {
    List<Integer> sequences = new ArrayList<>();
    for (int item = at + 12; item + 4 <= end; item += 4) {
      int first = Bytes.u16(data, item);
      int following = Bytes.u16(data, item + 2);
      sequences.add(first);
      for (int bit = 0; bit < 16; bit++) {
        if ((following >> bit & 1) != 0) {
          sequences.add(first + bit + 1 & 0xffff);
        }
      }
    }
    messages.add(new RtcpMessage.Nack(Bytes.i32(data, at + 8), sequences));
  }

  private void payloadFeedback(int at, int end, int format) {
    if (format == 1) {
      messages.add(new RtcpMessage.KeyFrameRequest(Bytes.i32(data, at + 8)));
    } else if (format == 4) {
      for (int item = at + 12; item + 8 <= end; item += 8) {
        messages.add(new RtcpMessage.KeyFrameRequest(Bytes.i32(data, item)));
      }
    } else if (format == 15 && at + 20 <= end && Bytes.i32(data, at + 12) == RtcpWriter.REMB) {
      remb(at, end);
    }
  }

  private void remb(int at, int end) {
    int exponent = Bytes.u8(data, at + 17) >> 2;
    long mantissa = Bytes.i32(data, at + 16) & 0x3ffff;
    List<Integer> ssrcs = new ArrayList<>();
    int count = Bytes.u8(data, at + 16);
    for (int i = 0; i < count && at + 24 + 4 * i <= end; i++) {
      ssrcs.add(Bytes.i32(data, at + 20 + 4 * i));
    }
    long bitrate = exponent > 40 ? Long.MAX_VALUE : mantissa << exponent;
    messages.add(new RtcpMessage.Remb(bitrate, ssrcs));
  }
}
