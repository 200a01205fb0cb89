package org.televisit.consultation;

import java.util.function.BooleanSupplier;

/**
 * Uploads of one connection on their way to the ingest, each a head and a body in chunks (RFC 9112,
 * section 7.1), whose sound alone can be lost: its blocks arrive as those of a track that nobody
 * has declared. All else passes as it is.
 */
final class SoundFilter {

  private final BooleanSupplier deaf;
  private Media media = new Media();
  private String line = "";
  private boolean inHead = true;
  private boolean last;
  private long left;

  SoundFilter(BooleanSupplier deaf) {
    this.deaf = deaf;
  }

  /** Changes bytes that come next, in place. */
  void filter(byte[] bytes, int length) {
    for (int at = 0; at < length; at++) {
      if (left > 0) {
        left--;
        media.filter(bytes, at);
      } else {
        line(bytes[at]);
      }
    }
  }

  private void line(byte next) {
    if (next != '\n') {
      line += next == '\r' ? "" : String.valueOf((char) next);
      return;
    }
    if (inHead) {
      inHead = !line.isEmpty();
    } else if (!line.isEmpty()) {
      left = Long.parseLong(line, 16);
      last = left == 0;
    } else if (last) {
      last = false;
      inHead = true; // of the next upload
      media = new Media();
    }
    line = "";
  }

  /** The elements of a live WebM as the embedded media server writes it. */
  private final class Media {

    private static final long SEGMENT = 0x18538067L;
    private static final long CLUSTER = 0x1F43B675L;
    private static final long SIMPLE_BLOCK = 0xA3;
    private static final int SOUND = 1;
    private static final byte UNDECLARED = (byte) 0x8F;

    private final byte[] header = new byte[12];
    private int length;
    private long skipped;
    private long block;

    void filter(byte[] bytes, int at) {
      if (skipped > 0) {
        skipped--;
      } else if (block > 0) {
        if (deaf.getAsBoolean() && (bytes[at] & 0x7F) == SOUND) {
          bytes[at] = UNDECLARED;
        }
        skipped = block - 1;
        block = 0;
      } else {
        header[length++] = bytes[at];
        element();
      }
    }

    private void element() {
      int idLength = vintLength(0);
      if (length <= idLength || length < idLength + vintLength(idLength)) {
        return;
      }
      long id = number(0, idLength);
      int sizeLength = vintLength(idLength);
      long size = number(idLength, sizeLength) & ((1L << (7 * sizeLength)) - 1);
      length = 0;
      if (id == SIMPLE_BLOCK) {
        block = size;
      } else if (id != SEGMENT && id != CLUSTER) {
        skipped = size;
      }
    }

    private int vintLength(int at) {
      return Integer.numberOfLeadingZeros(header[at] & 0xFF) - 23;
    }

    private long number(int from, int bytes) {
      long number = 0;
      for (int i = from; i < from + bytes; i++) {
        number = number << 8 | header[i] & 0xFF;
      }
      return number;
    }
  }
}
