package org.televisit.vault;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Follows a WebM stream as it comes, in pieces of any size, and notes where its runs of blocks lie.
 * Media is skipped, not kept. A stream that is not understood is searched for its next cluster; no
 * input makes it throw or grow beyond the {@link Runs} it keeps.
 *
 * <p>Segments and clusters are not counted as containers: whatever their size says, or leaves open,
 * their children follow.
 */
class WebmIndexer {

  /** Largest block or skipped element; what claims to be larger is taken for damage. */
  private static final long MAX_ELEMENT = 16 << 20;

  private static final int MAX_TRACKS = 256 << 10;
  private static final int MAX_VOID = 64 << 10;
  private static final int MAX_INFO = 64 << 10;

  /** A timestamp beyond this is taken for damage. */
  private static final long MAX_NANOS = Duration.ofDays(30).toNanos();

  /** Element header (4 + 8) and block header (8 + 2 + 1). */
  private final byte[] header = new byte[23];

  private int headerLength;

  /** Offset in the stream of the next byte. */
  private long position;

  private long skip;
  private byte @Nullable [] captured;
  private int capturedLength;
  private int capturedId;
  private byte[] capturedHeader = {};
  private boolean lost;

  private final TrackTable trackTable = new TrackTable();
  private final RunCutter cutter = new RunCutter();
  private byte[] tracks = {};
  private long scale = 1_000_000;
  private boolean damaged;

  /** Timestamp of the present cluster, or -1 outside of one. */
  private long clusterTime = -1;

  private final PendingBlock block = new PendingBlock();

  /** Where the present group of a block ends, or -1 outside of one. */
  private long groupEnd = -1;

  private boolean groupRefers;

  /** The block whose payload is passing. */
  private static final class PendingBlock {
    long start;
    long end = -1;
    long track;
    int relativeTime;
    boolean key;
  }

  void feed(byte[] bytes, int offset, int length) {
    int end = offset + length;
    for (int at = offset; at < end; ) {
      int taken = 1;
      if (skip > 0) {
        taken = (int) Math.min(skip, end - at);
        skip -= taken;
        position += taken;
      } else if (captured != null) {
        taken = Math.min(captured.length - capturedLength, end - at);
        System.arraycopy(bytes, at, captured, capturedLength, taken);
        capturedLength += taken;
        position += taken;
      } else {
        header[headerLength++] = bytes[at];
        position++;
        if (lost) {
          search();
        } else {
          readHeader();
        }
      }
      at += taken;
      settle();
    }
  }

  /** Acts on what is complete now. */
  private void settle() {
    if (captured != null && capturedLength == captured.length) {
      byte[] content = captured;
      captured = null;
      useCaptured(content);
    }
    if (skip == 0 && position == block.end && headerLength == 0) {
      emitBlock();
    }
    if (skip == 0 && position == groupEnd) {
      if (headerLength > 0) {
        lose(); // a child was cut off by the end of its group
      } else {
        groupEnd = -1;
      }
    }
  }

  private void readHeader() {
    int idLength = Ebml.vintLength(header[0]);
    if (idLength > 4) {
      lose();
      return;
    }
    if (headerLength <= idLength) {
      return;
    }
    int sizeLength = Ebml.vintLength(header[idLength]);
    if (sizeLength > 8) {
      lose();
      return;
    }
    int length = idLength + sizeLength;
    if (headerLength >= length) {
      int id = (int) Ebml.unsigned(header, 0, idLength);
      element(id, Ebml.vint(header, idLength, sizeLength), length);
    }
  }

  private void element(int id, long size, int length) {
    if (groupEnd >= 0) {
      groupChild(id, size, length);
      return;
    }
    switch (id) {
      case Ebml.SEGMENT, Ebml.CLUSTER -> {
        leaveCluster();
        headerLength = 0;
      }
      case Ebml.TIMESTAMP -> capture(id, size, 8);
      case Ebml.SIMPLE_BLOCK -> blockHeader(size, length, position - headerLength + length + size);
      case Ebml.BLOCK_GROUP -> openGroup(size, length);
      case Ebml.INFO -> {
        leaveCluster();
        capture(id, size, MAX_INFO);
      }
      case Ebml.TRACKS -> {
        leaveCluster();
        capture(id, size, MAX_TRACKS);
      }
      case Ebml.EBML, Ebml.SEEK_HEAD, Ebml.CUES, Ebml.CHAPTERS, Ebml.TAGS, Ebml.ATTACHMENTS -> {
        leaveCluster();
        pass(size, MAX_ELEMENT);
      }
      case Ebml.POSITION, Ebml.PREV_SIZE, Ebml.CRC_32 -> {
        cutter.cut();
        pass(size, 8);
      }
      case Ebml.VOID -> {
        cutter.cut();
        pass(size, MAX_VOID);
      }
      default -> lose();
    }
  }

  private void leaveCluster() {
    cutter.cut();
    clusterTime = -1;
  }

  private void pass(long size, long most) {
    if (size == Ebml.UNKNOWN || size > most) {
      lose();
      return;
    }
    skip = size;
    headerLength = 0;
  }

  private void capture(int id, long size, int most) {
    if (size == Ebml.UNKNOWN || size > most) {
      lose();
      return;
    }
    captured = new byte[(int) size];
    capturedLength = 0;
    capturedId = id;
    capturedHeader = Arrays.copyOf(header, headerLength);
    headerLength = 0;
  }

  private void useCaptured(byte[] content) {
    switch (capturedId) {
      case Ebml.TIMESTAMP -> startCluster(Ebml.unsigned(content, 0, content.length));
      case Ebml.INFO ->
          Ebml.children(
              content,
              0,
              content.length,
              (id, at, length) -> {
                if (id == Ebml.TIMESTAMP_SCALE && length <= 8) {
                  useScale(Ebml.unsigned(content, at, length));
                }
              });
      default -> useTracks(content);
    }
  }

  private void useScale(long nanos) {
    if (nanos >= 1_000 && nanos <= 1_000_000_000) {
      scale = nanos;
    } else {
      damaged = true;
    }
  }

  /** Keeps the element as it came; a second one does not count. */
  private void useTracks(byte[] content) {
    if (tracks.length == 0) {
      tracks = new EbmlWriter().raw(capturedHeader).raw(content).toBytes();
      trackTable.declare(content);
    }
  }

  private void startCluster(long time) {
    cutter.cut();
    if (time < 0 || time > MAX_NANOS / scale) {
      lose();
    } else {
      clusterTime = time;
    }
  }

  private void openGroup(long size, int length) {
    if (clusterTime < 0 || size <= 0 || size > MAX_ELEMENT) {
      lose();
      return;
    }
    block.start = position - length;
    groupEnd = position + size;
    groupRefers = false;
    headerLength = 0;
  }

  private void groupChild(int id, long size, int length) {
    long end = position - headerLength + length + size;
    if (size == Ebml.UNKNOWN || end > groupEnd) {
      lose();
    } else if (id == Ebml.BLOCK) {
      blockHeader(size, length, groupEnd);
    } else {
      groupRefers |= id == Ebml.REFERENCE_BLOCK;
      pass(size, MAX_ELEMENT);
    }
  }

  /** Reads track, time and flags, which stand before a block's payload. */
  private void blockHeader(long size, int length, long end) {
    if (clusterTime < 0 || size < 4 || size > MAX_ELEMENT) {
      lose();
      return;
    }
    if (headerLength == length) {
      return; // the first byte of the content tells how long the track number is
    }
    int trackLength = Ebml.vintLength(header[length]);
    int needed = trackLength + 3;
    if (trackLength > 8 || size < needed) {
      lose();
      return;
    }
    if (headerLength < length + needed) {
      return;
    }
    int time = length + trackLength;
    if (groupEnd < 0) {
      block.start = position - headerLength;
    }
    block.end = end;
    block.track = Ebml.vint(header, length, trackLength);
    block.relativeTime = (short) Ebml.unsigned(header, time, 2);
    block.key = (header[time + 2] & 0x80) != 0;
    skip = size - needed;
    headerLength = 0;
  }

  private void emitBlock() {
    long time = clusterTime + block.relativeTime;
    boolean video = block.track == trackTable.video() && block.track != 0;
    boolean key = groupEnd >= 0 ? !groupRefers : block.key;
    cutter.block(new RunCutter.Block(block.start, block.end, clusterTime, time, key), video, scale);
    trackTable.advance(block.track, time, scale);
    block.end = -1;
  }

  /**
   * Gives up on the present place: nothing is taken until the next element that is sure. The bytes
   * that were read as a header may hold its beginning, so all but the first are looked at again.
   */
  private void lose() {
    byte[] again = Arrays.copyOfRange(header, Math.min(1, headerLength), headerLength);
    damaged = true;
    lost = true;
    leaveCluster();
    position -= again.length;
    headerLength = 0;
    skip = 0;
    groupEnd = -1;
    block.end = -1;
    feed(again, 0, again.length); // at most as deep as the header is long
  }

  /** Four bytes at a time, looks for an element that begins a new stretch. */
  private void search() {
    if (headerLength < 4) {
      return;
    }
    switch ((int) Ebml.unsigned(header, 0, 4)) {
      case Ebml.EBML, Ebml.SEGMENT, Ebml.TRACKS, Ebml.CLUSTER -> lost = false;
      default -> {
        System.arraycopy(header, 1, header, 0, 3);
        headerLength = 3;
      }
    }
  }

  /** Length of the media so far. */
  Duration duration() {
    return Duration.ofNanos(trackTable.end(scale) * scale);
  }

  /** How many blocks of that track have passed. */
  long blocks(MediaTrack track) {
    return trackTable.blocks(track);
  }

  /** What is known now; a block counts once its last byte has passed. */
  MediaIndex index() {
    return new MediaIndex(
        tracks,
        trackTable.video(),
        trackTable.audio(),
        scale,
        trackTable.end(scale),
        cutter.keyFrames(),
        !damaged && cutter.complete(),
        cutter.snapshot(),
        trackTable.holes(scale));
  }
}
