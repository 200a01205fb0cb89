package org.televisit.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.UUID;
import org.televisit.vault.DamagedRecordingException.Fault;

/**
 * The beginning of a sealed file.
 *
 * @param key the recording's own key
 * @param length bytes of the head; the first frame follows
 */
record SealedHead(RecordingKey key, int length) {

  private static final byte[] MAGIC = {'T', 'M', 'R', 'V', 1, 0, 0, 0};
  private static final int FIXED = MAGIC.length + 16 + Integer.BYTES;

  /** A wrapped keyset of one key has about 160 bytes. */
  private static final int MAX_KEYSET = 4096;

  static ByteBuffer bytes(UUID recording, RecordingKey key) {
    byte[] wrapped = key.wrapped();
    return ByteBuffer.allocate(FIXED + wrapped.length)
        .put(MAGIC)
        .put(RecordingKey.bytes(recording))
        .putInt(wrapped.length)
        .put(wrapped)
        .flip();
  }

  static SealedHead read(FileChannel file, UUID recording, KeyEncryptionKey kek)
      throws IOException {
    if (file.size() < FIXED) {
      throw new DamagedRecordingException(recording, Fault.HEAD, "the file ends within its head");
    }
    ByteBuffer fixed = ByteBuffer.wrap(Channels.read(file, 0, FIXED));
    byte[] magic = new byte[MAGIC.length];
    byte[] id = new byte[16];
    fixed.get(magic).get(id);
    if (!Arrays.equals(magic, MAGIC)) {
      throw new DamagedRecordingException(recording, Fault.HEAD, "not a sealed recording");
    }
    if (!Arrays.equals(id, RecordingKey.bytes(recording))) {
      throw new DamagedRecordingException(recording, Fault.HEAD, "the file names another id");
    }
    int wrapped = fixed.getInt();
    if (wrapped < 0 || wrapped > MAX_KEYSET || FIXED + wrapped > file.size()) {
      throw new DamagedRecordingException(recording, Fault.HEAD, "a keyset of " + wrapped);
    }
    byte[] keyset = Channels.read(file, FIXED, wrapped);
    try {
      return new SealedHead(RecordingKey.unwrap(recording, keyset, kek), FIXED + wrapped);
    } catch (GeneralSecurityException e) {
      throw new DamagedRecordingException(
          recording, Fault.KEY, "its key is changed, or wrapped by another key-encryption key");
    }
  }
}
