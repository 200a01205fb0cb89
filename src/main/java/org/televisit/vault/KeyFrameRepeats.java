package org.televisit.vault;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.Run.Picture;

/**
 * Where to show the last key frame once more. A player that jumps into a stretch without video
 * looks for a picture to start from; without one it decodes from the last key frame, however long
 * ago that was. So in such a stretch every run that begins about 5 s later gets that key frame
 * again; unless the picture goes on after it without a key frame, and needs the last picture to be
 * what it was.
 */
final class KeyFrameRepeats {

  /** Just below the length of a run, so that each run qualifies. */
  private static final long INTERVAL_NANOS = 4_500_000_000L;

  /** What is shown again is not much older than the last picture: two intervals of key frames. */
  private static final long OLDEST_NANOS = 10_000_000_000L;

  /** Enough for the headers of a group, a block and what may stand between them. */
  private static final int MAX_HEADERS = 96;

  /**
   * A block made of a new header and the payload of an earlier one.
   *
   * @param header of a SimpleBlock
   * @param payloadAt offset in the stream
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Repeat(byte[] header, long payloadAt, int payloadLength) {}

  private final SealedFile.Reading stream;
  private final MediaIndex index;
  private final Map<Integer, Repeat> repeats = new HashMap<>();

  private KeyFrameRepeats(SealedFile.Reading stream, MediaIndex index) {
    this.stream = stream;
    this.index = index;
  }

  /** The repeats of a recording, by the number of the run that they stand at the beginning of. */
  static Map<Integer, Repeat> find(SealedFile file) throws IOException {
    if (file.index().videoTrack() == 0) {
      return Map.of();
    }
    try (SealedFile.Reading stream = file.read(0)) {
      KeyFrameRepeats found = new KeyFrameRepeats(stream, file.index());
      found.search();
      return Map.copyOf(found.repeats);
    }
  }

  private void search() throws IOException {
    Runs runs = index.runs();
    Run key = null;
    int at = 0;
    while (at < runs.size()) {
      Run run = runs.get(at);
      if (run.picture() == Picture.NONE) {
        int end = endOfStretch(at);
        boolean continues = end < runs.size() && runs.get(end).picture() == Picture.DELTA;
        if (key != null && !continues) {
          fill(key, at, end);
        }
        at = end;
      } else {
        key = run.picture() == Picture.KEY ? run : key;
        at++;
      }
    }
  }

  /** The next run with a picture, or the end of all. */
  private int endOfStretch(int from) {
    int end = from;
    while (end < index.runs().size() && index.runs().get(end).picture() == Picture.NONE) {
      end++;
    }
    return end;
  }

  /** Pictures were shown until the first of these runs began, at the latest. */
  private void fill(Run key, int from, int to) throws IOException {
    long shown = index.runs().get(from).time();
    if (shown - key.time() > OLDEST_NANOS / index.timestampScale()) {
      return;
    }
    for (int i = from; i < to; i++) {
      Run run = index.runs().get(i);
      Repeat repeat =
          run.time() - shown >= INTERVAL_NANOS / index.timestampScale() ? repeat(key, run) : null;
      if (repeat != null) {
        repeats.put(i, repeat);
        shown = run.time();
      }
    }
  }

  private @Nullable Repeat repeat(Run key, Run at) throws IOException {
    ByteArrayOutputStream start = new ByteArrayOutputStream();
    stream.copy(key.start(), Math.min(MAX_HEADERS, key.length()), start);
    Payload payload = Payload.find(start.toByteArray());
    if (payload == null || payload.length > key.length() - payload.at) {
      return null;
    }
    int track = index.videoTrack();
    byte[] header =
        new EbmlWriter()
            .id(Ebml.SIMPLE_BLOCK)
            .wideSize(4L + payload.length)
            .bigEndian(0x80 | track, 1)
            .bigEndian(at.time() - at.clusterTime(), 2)
            .bigEndian(0x80, 1)
            .toBytes();
    return new Repeat(header, key.start() + payload.at, payload.length);
  }

  /** Where the media of a block lies, counted from the block's first byte. */
  private record Payload(int at, int length) {

    private static final int LACING = 0x06;

    /** Null if these are not the first bytes of a block with a single frame. */
    static @Nullable Payload find(byte[] bytes) {
      int at = 0;
      while (at + 12 < bytes.length) {
        int idLength = Ebml.vintLength(bytes[at]);
        int sizeLength = Ebml.vintLength(bytes[Math.min(at + idLength, bytes.length - 1)]);
        int content = at + idLength + sizeLength;
        if (idLength > 4 || sizeLength > 8 || content + 12 > bytes.length) {
          return null;
        }
        int id = (int) Ebml.unsigned(bytes, at, idLength);
        long size = Ebml.vint(bytes, at + idLength, sizeLength);
        if (id == Ebml.SIMPLE_BLOCK || id == Ebml.BLOCK) {
          return ofBlock(bytes, content, size);
        }
        if (id != Ebml.BLOCK_GROUP && (size < 0 || size > MAX_HEADERS)) {
          return null;
        }
        at = id == Ebml.BLOCK_GROUP ? content : content + (int) size;
      }
      return null;
    }

    private static @Nullable Payload ofBlock(byte[] bytes, int content, long size) {
      int head = Ebml.vintLength(bytes[content]) + 3;
      boolean laced = head > 11 || (bytes[content + head - 1] & LACING) != 0;
      return laced || size <= head ? null : new Payload(content + head, (int) (size - head));
    }
  }
}
