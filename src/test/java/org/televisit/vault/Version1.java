package org.televisit.vault;

import static org.televisit.vault.TestVault.ID;

import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.GeneralSecurityException;
import java.util.HexFormat;

/** Writes a file as the first version of the format was: with its wrapped keyset in its head. */
final class Version1 {

  private Version1() {}

  static Sealed seal(byte[] stream, RecordingStore store, KeyEncryptionKey kek)
      throws IOException, GeneralSecurityException {
    KeysetHandle keyset = KeyEncryptionKey.newKeyset();
    byte[] id = RecordingKey.bytes(ID);
    byte[] wrapped = kek.wrap(keyset, id);
    WebmIndexer indexer = new WebmIndexer();
    indexer.feed(stream, 0, stream.length);
    Parts parts = new Parts();
    try (FileChannel file = store.create(ID)) {
      Channels.write(
          file,
          ByteBuffer.allocate(28 + wrapped.length)
              .put(new byte[] {'T', 'M', 'R', 'V', 1, 0, 0, 0})
              .put(id)
              .putInt(wrapped.length)
              .put(wrapped)
              .flip());
      SealedAppender out = new SealedAppender(file, RecordingKey.of(ID, keyset));
      out.append(Frame.Type.PART, 0, 0, stream);
      parts.add(stream.length);
      MediaIndex index = indexer.index();
      String sha256 = HexFormat.of().formatHex(Fingerprint.digest().digest(stream));
      SealedEnd end = out.end(parts, index, sha256, FinishReason.COMPLETE);
      store.finish(ID);
      return end.describe(ID, index);
    }
  }
}
