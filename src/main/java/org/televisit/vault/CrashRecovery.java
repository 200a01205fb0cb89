package org.televisit.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * Finishes a file whose writer died. Every part is opened and read; only a last frame that is not
 * all there is cut off, and an index without an end, which is made anew. Anything else that is
 * wrong is damage, and then every byte stays as it is.
 */
final class CrashRecovery {

  private static final int END_FRAME = Frame.HEADER + SealedEnd.LENGTH + Frame.OVERHEAD;

  /** Above what {@link Runs#MAX} runs and the parts of a month take. */
  private static final int MAX_INDEX = 64 << 20;

  private final UUID recording;
  private final FileChannel file;
  private final SealedHead head;
  private final RecordingKey key;
  private final Parts parts = new Parts();
  private final StreamIndex indexer;
  private final MessageDigest sha256 = Fingerprint.digest();

  private CrashRecovery(UUID recording, FileChannel file, SealedHead head, RecordingKey key) {
    this.recording = recording;
    this.file = file;
    this.head = head;
    this.key = key;
    this.indexer = new StreamIndex(recording, new WebmIndexer());
  }

  static Sealed recover(UUID recording, RecordingStore store, RecordingKeys keys)
      throws IOException {
    keys.requireNotShredded(recording);
    Path path = store.unfinished(recording);
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return SealedFile.open(store.finished(recording), recording, keys).describe();
    }
    try (FileChannel file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS))) {
      Channels.lock(file, recording);
      Sealed sealed = finished(path, recording, keys, file);
      store.finish(recording);
      return sealed;
    }
  }

  private static Sealed finished(Path path, UUID recording, RecordingKeys keys, FileChannel file)
      throws IOException {
    try {
      return SealedFile.open(path, recording, keys).describe(); // died just before it was renamed
    } catch (DamagedRecordingException e) {
      if (e.fault() != Fault.UNFINISHED) {
        throw e;
      }
    }
    SealedHead head = SealedHead.read(FileBytes.of(file), recording);
    return new CrashRecovery(recording, file, head, head.key(recording, keys)).finish();
  }

  private Sealed finish() throws IOException {
    long kept = readParts();
    file.truncate(kept);
    MediaIndex index = indexer.index();
    SealedEnd end =
        new SealedAppender(file, key)
            .end(parts, index, HexFormat.of().formatHex(sha256.digest()), FinishReason.CRASH);
    return end.describe(recording, index);
  }

  /** Reads all parts and returns where the last one ends in the file. */
  private long readParts() throws IOException {
    long at = head.length();
    while (file.size() - at >= Frame.HEADER) {
      Frame frame = header(at);
      if (frame.type() == Frame.Type.INDEX) {
        checkUnendedIndex(at, frame);
        return at;
      }
      if (at + frame.fileLength() > file.size()) {
        checkNothingFollows(at, frame);
        return at;
      }
      byte[] plain = open(at, frame);
      parts.add(plain.length);
      sha256.update(plain);
      indexer.feed(plain, 0, plain.length);
      Arrays.fill(plain, (byte) 0);
      at += frame.fileLength();
    }
    return at;
  }

  /** The header at this position, which must be that of the next part or of the index. */
  private Frame header(long at) throws IOException {
    byte[] bytes = Channels.read(file, at, Frame.HEADER);
    ByteBuffer header = ByteBuffer.wrap(bytes);
    int plainLength = header.getInt(16) - Frame.OVERHEAD;
    Frame.Type type = header.get(0) == Frame.Type.INDEX.code ? Frame.Type.INDEX : Frame.Type.PART;
    Frame frame = Frame.of(type, parts.count(), parts.total(), plainLength);
    int most = type == Frame.Type.INDEX ? MAX_INDEX : Frame.MAX_PART;
    boolean possible = plainLength > 0 && plainLength <= most;
    if (!possible || !Arrays.equals(bytes, frame.header())) {
      throw damaged("the frame at " + at + " is not the one that must follow");
    }
    return frame;
  }

  private byte[] open(long at, Frame frame) throws IOException {
    byte[] sealed = Channels.read(file, at + Frame.HEADER, frame.sealedLength());
    try {
      return key.open(frame, sealed);
    } catch (GeneralSecurityException e) {
      throw damaged("the frame at " + at + " does not open");
    }
  }

  /** An index that lacks its end may be cut off, but nothing that was changed. */
  private void checkUnendedIndex(long at, Frame frame) throws IOException {
    long after = at + frame.fileLength();
    if (after > file.size()) {
      checkNothingFollows(at, frame);
      return;
    }
    open(at, frame);
    if (file.size() - after >= END_FRAME) {
      throw damaged("something follows the index at " + at);
    }
  }

  /**
   * A length that was changed would make whole frames look like the rest of one. So the cut must
   * not hold the header of a frame that could follow.
   */
  private void checkNothingFollows(long at, Frame frame) throws IOException {
    byte[] rest = Channels.read(file, at, (int) (file.size() - at));
    int next = frame.number() + 1;
    Set<Long> followers =
        Set.of(
            start(Frame.Type.PART, next),
            start(Frame.Type.INDEX, next),
            start(Frame.Type.END, frame.number()));
    for (int i = Frame.HEADER; i + Long.BYTES <= rest.length; i++) {
      if (followers.contains(Ebml.unsigned(rest, i, Long.BYTES))) {
        throw damaged("the frame at " + at + " has a wrong length");
      }
    }
  }

  /** Type and number, as a header begins with them. */
  private static long start(Frame.Type type, int number) {
    return ByteBuffer.wrap(new Frame(type, number, 0, 0).header()).getLong();
  }

  private DamagedRecordingException damaged(String detail) {
    return new DamagedRecordingException(recording, Fault.PART, detail);
  }
}
