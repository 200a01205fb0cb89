package org.televisit.vault;

/**
 * The rules of EBML (RFC 8794) that reading needs, and the element ids of Matroska (RFC 9559) that
 * occur in a WebM stream, marker bits included.
 */
final class Ebml {

  static final int EBML = 0x1A45DFA3;
  static final int SEGMENT = 0x18538067;
  static final int SEEK_HEAD = 0x114D9B74;
  static final int INFO = 0x1549A966;
  static final int TIMESTAMP_SCALE = 0x2AD7B1;
  static final int DURATION = 0x4489;
  static final int TRACKS = 0x1654AE6B;
  static final int TRACK_ENTRY = 0xAE;
  static final int TRACK_NUMBER = 0xD7;
  static final int TRACK_TYPE = 0x83;
  static final int DEFAULT_DURATION = 0x23E383;
  static final int CUES = 0x1C53BB6B;
  static final int CHAPTERS = 0x1043A770;
  static final int TAGS = 0x1254C367;
  static final int ATTACHMENTS = 0x1941A469;
  static final int CLUSTER = 0x1F43B675;
  static final int TIMESTAMP = 0xE7;
  static final int POSITION = 0xA7;
  static final int PREV_SIZE = 0xAB;
  static final int SIMPLE_BLOCK = 0xA3;
  static final int BLOCK_GROUP = 0xA0;
  static final int BLOCK = 0xA1;
  static final int REFERENCE_BLOCK = 0xFB;
  static final int VOID = 0xEC;
  static final int CRC_32 = 0xBF;

  /** The value of a size that a live stream leaves open. */
  static final long UNKNOWN = -1;

  private Ebml() {}

  /**
   * Length of the variable-length integer that begins with this byte: 1 to 8, or 9 if none does.
   */
  static int vintLength(byte first) {
    return Integer.numberOfLeadingZeros(first & 0xff) - 23;
  }

  /** The integer without its length marker, or {@link #UNKNOWN} if all its bits are set. */
  static long vint(byte[] bytes, int at, int length) {
    long value = bytes[at] & (0xff >> length);
    for (int i = 1; i < length; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value == (1L << (7 * length)) - 1 ? UNKNOWN : value;
  }

  static long unsigned(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (bytes[at + i] & 0xff);
    }
    return value;
  }

  /** Told of each child of an element: its id, and where its content lies. */
  interface Child {
    void at(int id, int contentAt, int length);
  }

  /** Visits the children of an element, up to the first that does not fit into it. */
  static void children(byte[] bytes, int from, int length, Child visitor) {
    int end = from + length;
    int at = from;
    while (at < end) {
      int idLength = vintLength(bytes[at]);
      if (idLength > 4 || at + idLength >= end) {
        return;
      }
      int id = (int) unsigned(bytes, at, idLength);
      int sizeLength = vintLength(bytes[at + idLength]);
      int content = at + idLength + sizeLength;
      if (sizeLength > 8 || content > end) {
        return;
      }
      long size = vint(bytes, at + idLength, sizeLength);
      if (size == UNKNOWN || size > end - content) {
        return;
      }
      visitor.at(id, content, (int) size);
      at = content + (int) size;
    }
  }
}
