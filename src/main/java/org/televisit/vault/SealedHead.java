package org.televisit.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * The beginning of a sealed file. Version 2 holds no key; version 1, which is only read, ends with
 * the recording's wrapped keyset.
 *
 * @param keyset the wrapped keyset of version 1
 * @param length bytes of the head; the first frame follows
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SealedHead(byte @Nullable [] keyset, int length) {

  private static final byte[] MAGIC = {'T', 'M', 'R', 'V'};
  private static final int VERSION_1 = 1 << 24;
  private static final int VERSION_2 = 2 << 24;

  /** Magic, version, and id. */
  static final int LENGTH = MAGIC.length + Integer.BYTES + 16;

  /** A wrapped keyset of one key has about 160 bytes. */
  private static final int MAX_KEYSET = 4096;

  static ByteBuffer bytes(UUID recording) {
    return ByteBuffer.allocate(LENGTH)
        .put(MAGIC)
        .putInt(VERSION_2)
        .put(RecordingKey.bytes(recording))
        .flip();
  }

  static SealedHead read(SealedBytes file, UUID recording) throws IOException {
    if (file.size() < LENGTH) {
      throw damaged(recording, "the file ends within its head");
    }
    ByteBuffer fixed = ByteBuffer.wrap(file.read(0, LENGTH));
    byte[] magic = new byte[MAGIC.length];
    byte[] id = new byte[16];
    int version = fixed.get(magic).getInt();
    fixed.get(id);
    if (!Arrays.equals(magic, MAGIC) || (version != VERSION_1 && version != VERSION_2)) {
      throw damaged(recording, "not a sealed recording");
    }
    if (!Arrays.equals(id, RecordingKey.bytes(recording))) {
      throw damaged(recording, "the file names another id");
    }
    return version == VERSION_2 ? new SealedHead(null, LENGTH) : withKeyset(file, recording);
  }

  private static SealedHead withKeyset(SealedBytes file, UUID recording) throws IOException {
    int at = LENGTH + Integer.BYTES;
    if (file.size() < at) {
      throw damaged(recording, "the file ends within its head");
    }
    int length = ByteBuffer.wrap(file.read(LENGTH, Integer.BYTES)).getInt();
    if (length < 0 || length > MAX_KEYSET || at + length > file.size()) {
      throw damaged(recording, "a keyset of " + length);
    }
    return new SealedHead(file.read(at, length), at + length);
  }

  private static DamagedRecordingException damaged(UUID recording, String detail) {
    return new DamagedRecordingException(recording, Fault.HEAD, detail);
  }

  /** The recording's key, from its key file or from here. */
  RecordingKey key(UUID recording, RecordingKeys keys) throws IOException {
    return keyset == null ? keys.open(recording) : keys.open(recording, keyset);
  }

  /** The keyset that stands in the file itself. */
  Optional<byte[]> ownKeyset() {
    return Optional.ofNullable(keyset);
  }
}
