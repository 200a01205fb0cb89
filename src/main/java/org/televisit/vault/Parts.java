package org.televisit.vault;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Where the parts of a recording lie, in its stream and in its file. */
final class Parts {

  private static final int FRAMING = Frame.HEADER + Frame.OVERHEAD;

  /** Offset in the stream after each part. */
  private long[] ends = new long[256];

  private int count;

  void add(int length) {
    if (count == ends.length) {
      ends = Arrays.copyOf(ends, count * 2);
    }
    ends[count] = total() + length;
    count++;
  }

  int count() {
    return count;
  }

  /** Bytes of the stream in all parts. */
  long total() {
    return offset(count);
  }

  long offset(int part) {
    return part == 0 ? 0 : ends[part - 1];
  }

  int length(int part) {
    return (int) (ends[part] - offset(part));
  }

  /** The part that holds this byte of the stream. */
  int at(long offset) {
    int found = Arrays.binarySearch(ends, 0, count, offset + 1);
    return found >= 0 ? found : -found - 1;
  }

  /** Position of a part's frame, counted from the first frame; of what follows, after the last. */
  long filePosition(int part) {
    return offset(part) + (long) part * FRAMING;
  }

  Frame frame(int part) {
    return Frame.of(Frame.Type.PART, part, offset(part), length(part));
  }

  int encodedLength() {
    return Integer.BYTES * (1 + count);
  }

  void encode(ByteBuffer out) {
    out.putInt(count);
    for (int part = 0; part < count; part++) {
      out.putInt(length(part));
    }
  }

  /**
   * @throws IllegalArgumentException if these bytes are no list of parts
   */
  static Parts decode(ByteBuffer in) {
    int count = in.remaining() < Integer.BYTES ? -1 : in.getInt();
    if (count < 0 || count > in.remaining() / Integer.BYTES) {
      throw new IllegalArgumentException("a list of " + count + " parts");
    }
    Parts parts = new Parts();
    for (int part = 0; part < count; part++) {
      int length = in.getInt();
      if (length <= 0 || length > Frame.MAX_PART) {
        throw new IllegalArgumentException("a part of " + length + " bytes");
      }
      parts.add(length);
    }
    return parts;
  }
}
