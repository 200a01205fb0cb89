package org.televisit.vault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * A finished file. Holds what is needed to read it, but no open file; safe for use by many threads.
 */
final class SealedFile {

  private static final int END_FRAME = Frame.HEADER + SealedEnd.LENGTH + Frame.OVERHEAD;

  private final SealedBytes.Source source;
  private final UUID recording;
  private final SealedHead head;
  private final RecordingKeys keys;
  private final RecordingKey key;
  private final SealedEnd end;
  private final Parts parts;
  private final MediaIndex index;

  private SealedFile(
      SealedBytes.Source source, UUID recording, SealedBytes file, RecordingKeys keys)
      throws IOException {
    this.source = source;
    this.recording = recording;
    this.head = SealedHead.read(file, recording);
    this.keys = keys;
    this.key = head.key(recording, keys);
    this.end = readEnd(file);
    ByteBuffer indexed = ByteBuffer.wrap(readIndex(file));
    try {
      this.parts = Parts.decode(indexed);
      this.index = MediaIndex.decode(indexed, end.length());
    } catch (IllegalArgumentException e) {
      throw damaged(Fault.END, "its index is not understood: " + e.getMessage());
    }
    if (parts.count() != end.parts()
        || parts.total() != end.length()
        || head.length() + parts.filePosition(parts.count()) != end.indexAt()) {
      throw damaged(Fault.END, "its index and its end contradict each other");
    }
  }

  /**
   * @throws DamagedRecordingException if there is no whole file of this recording; its parts are
   *     checked when they are read
   * @throws ShreddedRecordingException if it was destroyed
   */
  static SealedFile open(SealedBytes.Source source, UUID recording, RecordingKeys keys)
      throws IOException {
    keys.requireNotShredded(recording);
    try (SealedBytes file = source.open(0)) {
      return new SealedFile(source, recording, file, keys);
    }
  }

  static SealedFile open(Path path, UUID recording, RecordingKeys keys) throws IOException {
    return open(ahead -> FileBytes.open(path, recording), recording, keys);
  }

  private SealedEnd readEnd(SealedBytes file) throws IOException {
    long at = file.size() - END_FRAME;
    if (at < head.length()) {
      throw damaged(Fault.UNFINISHED, "the file is too short to have an end");
    }
    byte[] bytes = file.read(at, Frame.HEADER);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    Frame frame = Frame.of(Frame.Type.END, header.getInt(4), header.getLong(8), SealedEnd.LENGTH);
    if (!Arrays.equals(bytes, frame.header())) {
      throw damaged(Fault.UNFINISHED, "the file does not end with an end");
    }
    byte[] content = opened(file, at, frame);
    try {
      SealedEnd read = SealedEnd.parse(content);
      if (read.parts() != frame.number() || read.length() != frame.offset()) {
        throw damaged(Fault.END, "the end contradicts its header");
      }
      return read;
    } catch (IllegalArgumentException e) {
      throw damaged(Fault.END, "its end is not understood: " + e.getMessage());
    }
  }

  private byte[] readIndex(SealedBytes file) throws IOException {
    long plainLength = file.size() - END_FRAME - end.indexAt() - Frame.HEADER - Frame.OVERHEAD;
    if (end.indexAt() < head.length() || plainLength < 0 || plainLength > Integer.MAX_VALUE / 2) {
      throw damaged(Fault.END, "there is no place for an index at " + end.indexAt());
    }
    Frame frame = Frame.of(Frame.Type.INDEX, end.parts(), end.length(), (int) plainLength);
    return opened(file, end.indexAt(), frame);
  }

  /** What the frame at this position, behind the parts, holds. */
  private byte[] opened(SealedBytes file, long at, Frame frame) throws IOException {
    byte[] plain = new byte[frame.plainLength()];
    new FrameReader(recording, key.opener(), file).read(at, frame, plain, Fault.END);
    return plain;
  }

  private DamagedRecordingException damaged(Fault fault, String detail) {
    return new DamagedRecordingException(recording, fault, detail);
  }

  Sealed describe() {
    return end.describe(recording, index);
  }

  MediaIndex index() {
    return index;
  }

  /**
   * @throws DamagedRecordingException if this is not the recording that was finished so
   */
  SealedFile mustBe(Fingerprint expected) throws DamagedRecordingException {
    if (!end.fingerprint().equals(expected)) {
      throw damaged(
          Fault.EXCHANGED, "%d bytes instead of %d".formatted(end.length(), expected.length()));
    }
    return this;
  }

  /**
   * Reads head, index and end once more, as the file is now.
   *
   * @throws DamagedRecordingException if they are not what was read at first
   */
  void readAgain() throws IOException {
    open(source, recording, keys).mustBe(end.fingerprint());
  }

  /**
   * Reads everything.
   *
   * @throws DamagedRecordingException if one byte is not as it was sealed
   */
  void verify() throws IOException {
    MessageDigest sha256 = Fingerprint.digest();
    try (Reading reading = read(end.length());
        DigestOutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), sha256)) {
      reading.copy(0, end.length(), out);
    }
    if (!HexFormat.of().formatHex(sha256.digest()).equals(end.sha256())) {
      throw damaged(Fault.END, "the parts are not those of the SHA-256");
    }
  }

  /**
   * @param ahead bytes of the stream that are likely to be read in one go
   * @throws ShreddedRecordingException if its key was destroyed since it was opened
   */
  Reading read(long ahead) throws IOException {
    keys.requireNotShredded(recording);
    FrameOpener opener = key.opener();
    return new Reading(new FrameReader(recording, opener, source.open(ahead + ahead / 64)));
  }

  /** The open file, and the part that was opened last. For one thread. */
  final class Reading implements AutoCloseable {

    private final FrameReader frames;
    private int opened = -1;

    /** Begins with the part that was opened last; used again. */
    private byte[] plain = {};

    private Reading(FrameReader frames) {
      this.frames = frames;
    }

    /** See {@link SealedBytes#version}. */
    String version() {
      return frames.version();
    }

    /**
     * Finds every part intact, in order and in its place. Each is bound by its tag to recording,
     * number and offset, and the end to how many there are; so this proves what the SHA-256 of the
     * whole would, at a third of the cost.
     */
    void proveAll() throws IOException {
      for (int part = 0; part < parts.count(); part++) {
        open(part);
      }
    }

    /** Finds the part intact that holds this byte of the stream. */
    void prove(long offset) throws IOException {
      Objects.checkIndex(offset, end.length());
      open(parts.at(offset));
    }

    /**
     * Writes bytes of the stream to {@code out}, each only after its part was found intact.
     *
     * @throws IndexOutOfBoundsException if the stream has no such bytes
     */
    void copy(long offset, long length, OutputStream out) throws IOException {
      Objects.checkFromIndexSize(offset, length, end.length());
      long at = offset;
      while (at < offset + length) {
        int part = parts.at(at);
        open(part);
        int from = (int) (at - parts.offset(part));
        int taken = (int) Math.min(parts.length(part) - from, offset + length - at);
        out.write(plain, from, taken);
        at += taken;
      }
    }

    private void open(int part) throws IOException {
      if (part != opened) {
        Frame frame = parts.frame(part);
        opened = -1;
        if (plain.length < frame.plainLength()) {
          forget();
          plain = new byte[frame.plainLength()];
        }
        frames.read(head.length() + parts.filePosition(part), frame, plain, Fault.PART);
        opened = part;
      }
    }

    private void forget() {
      Arrays.fill(plain, (byte) 0);
    }

    @Override
    public void close() throws IOException {
      forget();
      frames.close();
    }
  }
}
