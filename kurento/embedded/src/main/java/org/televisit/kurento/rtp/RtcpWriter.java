package org.televisit.kurento.rtp;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Builds a compound of RTCP packets, one call for each packet. */
public final class RtcpWriter {

  static final int REMB = 'R' << 24 | 'E' << 16 | 'M' << 8 | 'B';

  /** Keeps a compound within a datagram, however far what is missing lies apart. */
  private static final int MOST_NACKS = 256;

  /** How many numbers after the first one an item of a NACK can name. */
  private static final int MASK = 16;

  private byte[] data = new byte[256];
  private int length;

  /** SR with report blocks about what its sender receives, at most 31. */
  public RtcpWriter senderReport(
      RtcpMessage.SenderReport report, List<RtcpMessage.ReportBlock> blocks) {
    int at = begin(blocks.size(), 200, 28 + 24 * blocks.size());
    Bytes.put32(data, at + 4, report.ssrc());
    Bytes.put32(data, at + 8, (int) (report.ntp() >>> 32));
    Bytes.put32(data, at + 12, (int) report.ntp());
    Bytes.put32(data, at + 16, report.timestamp());
    Bytes.put32(data, at + 20, report.packets());
    Bytes.put32(data, at + 24, report.octets());
    putBlocks(at + 28, blocks);
    return this;
  }

  /** RR of one that sends nothing itself. */
  public RtcpWriter receiverReport(int ssrc, List<RtcpMessage.ReportBlock> blocks) {
    int at = begin(blocks.size(), 201, 8 + 24 * blocks.size());
    Bytes.put32(data, at + 4, ssrc);
    putBlocks(at + 8, blocks);
    return this;
  }

  private void putBlocks(int from, List<RtcpMessage.ReportBlock> blocks) {
    int at = from;
    for (RtcpMessage.ReportBlock block : blocks) {
      Bytes.put32(data, at, block.ssrc());
      Bytes.put32(data, at + 4, (block.fractionLost() << 24) | (block.cumulativeLost() & 0xffffff));
      Bytes.put32(data, at + 8, block.highestSequence());
      Bytes.put32(data, at + 12, block.jitter());
      Bytes.put32(data, at + 16, block.lastReport());
      Bytes.put32(data, at + 20, block.delay());
      at += 24;
    }
  }

  /** SDES with a CNAME: streams of one CNAME are played in sync. */
  public RtcpWriter cname(int ssrc, String cname) {
    byte[] text = cname.getBytes(StandardCharsets.US_ASCII);
    int at = begin(1, 202, 4 + (4 + 2 + text.length + 1 + 3 & ~3));
    Bytes.put32(data, at + 4, ssrc);
    data[at + 8] = 1;
    data[at + 9] = (byte) text.length;
    System.arraycopy(text, 0, data, at + 10, text.length);
    return this;
  }

  /** Generic NACK (RFC 4585, 6.2.1), of numbers in order; what would be too many is left out. */
  public RtcpWriter nack(int sender, RtcpMessage.Nack nack) {
    List<Integer> items = items(nack.sequences());
    int at = begin(1, 205, 12 + 4 * items.size());
    Bytes.put32(data, at + 4, sender);
    Bytes.put32(data, at + 8, nack.ssrc());
    for (int i = 0; i < items.size(); i++) {
      Bytes.put32(data, at + 12 + 4 * i, items.get(i));
    }
    return this;
  }

  /** Each a number, and a mask of those that follow it. */
  private static List<Integer> items(List<Integer> sequences) {
    List<Integer> items = new ArrayList<>();
    for (int i = 0; i < sequences.size() && items.size() < MOST_NACKS; ) {
      int first = sequences.get(i++);
      int mask = 0;
      while (i < sequences.size() && isMasked(sequences.get(i) - first & 0xffff)) {
        mask |= 1 << (sequences.get(i++) - first - 1 & 0xffff);
      }
      items.add(first << 16 | mask);
    }
    return items;
  }

  private static boolean isMasked(int behind) {
    return behind >= 1 && behind <= MASK;
  }

  /** PLI. */
  public RtcpWriter keyFrameRequest(int sender, int ssrc) {
    int at = begin(1, 206, 12);
    Bytes.put32(data, at + 4, sender);
    Bytes.put32(data, at + 8, ssrc);
    return this;
  }

  public RtcpWriter remb(int sender, long bitrate, int ssrc) {
    int at = begin(15, 206, 24);
    int exponent = Math.max(0, 64 - Long.numberOfLeadingZeros(bitrate) - 18);
    Bytes.put32(data, at + 4, sender);
    Bytes.put32(data, at + 12, REMB);
    Bytes.put32(data, at + 16, 1 << 24 | exponent << 18 | (int) (bitrate >>> exponent));
    Bytes.put32(data, at + 20, ssrc);
    return this;
  }

  public RtcpWriter bye(int ssrc) {
    Bytes.put32(data, begin(1, 203, 8) + 4, ssrc);
    return this;
  }

  private int begin(int count, int type, int size) {
    int at = length;
    length += size;
    if (length > data.length) {
      data = Arrays.copyOf(data, 2 * length);
    }
    data[at] = (byte) (0x80 | count);
    data[at + 1] = (byte) type;
    Bytes.put16(data, at + 2, size / 4 - 1);
    return at;
  }

  public boolean isEmpty() {
    return length == 0;
  }

  /** What was written so far. */
  public byte[] toBytes() {
    return Arrays.copyOf(data, length);
  }
}
