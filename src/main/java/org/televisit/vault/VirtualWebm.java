package org.televisit.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.televisit.vault.KeyFrameRepeats.Repeat;

/**
 * A sealed live stream as the WebM file that it might have been: with a length, a duration and
 * cues. A new head is followed by each run of original blocks under a cluster header of its own;
 * the blocks are opened when they are asked for.
 *
 * <p>Holds the head in memory (24 KB for an hour) and no open file. Safe for use by many threads.
 */
public final class VirtualWebm {

  /** Changes whenever the same recording would be laid out otherwise. */
  private static final int LAYOUT = 2;

  private static final int CLUSTER_HEADER = 22;

  /** Id and size of a cluster; the rest of its header counts as content. */
  private static final int ELEMENT_HEADER = 12;

  private final SealedFile file;
  private final Sealed sealed;
  private final Map<Integer, Repeat> repeats;

  /** Where each run's cluster begins; one more for the end. */
  private final long[] clusters;

  private final byte[] head;

  /** The version of the file that every part was found intact of; empty at first. */
  private String proven = "";

  private VirtualWebm(SealedFile file, Map<Integer, Repeat> repeats) {
    this.file = file;
    this.sealed = file.describe();
    this.repeats = repeats;
    Runs runs = file.index().runs();
    this.clusters = new long[runs.size() + 1];
    CueSheet cues = new CueSheet(file.index(), repeats::containsKey);
    WebmHead layout = new WebmHead(file.index(), cues);
    clusters[0] = layout.length(runs.size());
    for (int i = 0; i < runs.size(); i++) {
      clusters[i + 1] = clusters[i] + CLUSTER_HEADER + repeatLength(i) + runs.get(i).length();
    }
    this.head = layout.encode(clusters);
  }

  /**
   * Reads all of the file, once, before anything of it is handed out.
   *
   * @throws UnplayableRecordingException if it holds no media
   * @throws DamagedRecordingException if one part is damaged
   */
  static VirtualWebm of(SealedFile file) throws IOException {
    if (!file.index().playable()) {
      throw new UnplayableRecordingException(file.describe().recording());
    }
    VirtualWebm webm = new VirtualWebm(file, KeyFrameRepeats.find(file));
    try (SealedFile.Reading stream = file.read(file.describe().fingerprint().length())) {
      webm.prove(stream);
    }
    return webm;
  }

  /** Finds every part intact, unless that is known of this very version of the file. */
  private synchronized void prove(SealedFile.Reading stream) throws IOException {
    String version = stream.version();
    if (!version.equals(proven)) {
      if (!proven.isEmpty()) {
        file.readAgain();
      }
      stream.proveAll();
      proven = version;
    }
  }

  public UUID recording() {
    return sealed.recording();
  }

  /** Bytes of the virtual file. */
  public long length() {
    return clusters[clusters.length - 1];
  }

  public Duration duration() {
    return sealed.duration();
  }

  /** A strong entity tag (RFC 9110, section 8.8.3), quotes included. */
  public String etag() {
    return "\"" + sealed.fingerprint().sha256().substring(0, 32) + "-" + LAYOUT + "\"";
  }

  /**
   * Writes bytes of the virtual file, if every part of the recording is intact: where the file has
   * changed since that was found, it is read again first. Each part is opened once more as it is
   * written, so no changed byte gets out even if it is changed at that very moment.
   *
   * @throws DamagedRecordingException if any part is damaged, wherever it is; {@code out} has then
   *     got nothing, or less than was asked for if the damage came while it was written
   * @throws IndexOutOfBoundsException if the file has no such bytes
   */
  public void read(long offset, long length, WritableByteChannel out) throws IOException {
    Objects.checkFromIndexSize(offset, length, length());
    try (SealedFile.Reading stream = file.read(length);
        LargeWrites writes = new LargeWrites(out, length)) {
      prove(stream);
      write(new Slice(offset, offset + length, stream, writes));
      writes.flush();
    }
  }

  private void write(Slice slice) throws IOException {
    slice.bytes(0, head);
    for (int i = Math.max(0, runAt(slice.from)); slice.reaches(i); i++) {
      slice.run(i);
    }
    slice.flush();
  }

  /** The run whose cluster holds this byte, -1 if it lies in the head. */
  private int runAt(long offset) {
    int found = Arrays.binarySearch(clusters, offset);
    return found >= 0 ? found : -found - 2;
  }

  private long repeatLength(int run) {
    Repeat repeat = repeats.get(run);
    return repeat == null ? 0 : (long) repeat.header().length + repeat.payloadLength();
  }

  private byte[] clusterHeader(int run) {
    return new EbmlWriter()
        .id(Ebml.CLUSTER)
        .wideSize(clusters[run + 1] - clusters[run] - ELEMENT_HEADER)
        .unsigned(Ebml.TIMESTAMP, file.index().runs().get(run).clusterTime(), Long.BYTES)
        .toBytes();
  }

  /** Writes what of each piece of the file lies between two offsets. */
  private final class Slice {
    private final long from;
    private final long to;
    private final SealedFile.Reading stream;
    private final OutputStream out;

    /** Generated bytes that wait for the media behind them to be found intact. */
    private final List<ByteBuffer> waiting = new ArrayList<>();

    Slice(long from, long to, SealedFile.Reading stream, OutputStream out) {
      this.from = from;
      this.to = to;
      this.stream = stream;
      this.out = out;
    }

    boolean reaches(int run) {
      return run < clusters.length - 1 && clusters[run] < to;
    }

    void run(int number) throws IOException {
      Run run = file.index().runs().get(number);
      long at = bytes(clusters[number], clusterHeader(number));
      Repeat repeat = repeats.get(number);
      if (repeat != null) {
        at = bytes(at, repeat.header());
        at = media(at, repeat.payloadAt(), repeat.payloadLength());
      }
      media(at, run.start(), run.length());
    }

    /** Generated bytes that lie at this offset of the virtual file; returns where they end. */
    long bytes(long at, byte[] bytes) throws IOException {
      long end = at + bytes.length;
      if (at < to && end > from) {
        int skipped = (int) Math.max(0, from - at);
        int length = (int) Math.min(bytes.length, to - at) - skipped;
        waiting.add(ByteBuffer.wrap(bytes, skipped, length));
      }
      return end;
    }

    void flush() throws IOException {
      for (ByteBuffer bytes : waiting) {
        out.write(bytes.array(), bytes.position(), bytes.remaining());
      }
      waiting.clear();
    }

    /** Bytes of the sealed stream that lie at this offset of the virtual file. */
    long media(long at, long streamOffset, int length) throws IOException {
      long end = at + length;
      if (at < to && end > from) {
        long skipped = Math.max(0, from - at);
        stream.prove(streamOffset + skipped);
        flush();
        stream.copy(streamOffset + skipped, Math.min(length, to - at) - skipped, out);
      }
      return end;
    }
  }
}
