package org.televisit.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;

/** The key of one recording. Safe for use by many threads. */
final class RecordingKey {

  private final byte[] recording;
  private final Aead aead;
  private final byte[] wrapped;

  private RecordingKey(byte[] recording, Aead aead, byte[] wrapped) {
    this.recording = recording;
    this.aead = aead;
    this.wrapped = wrapped;
  }

  static RecordingKey generate(UUID recording, KeyEncryptionKey kek) throws IOException {
    try {
      byte[] id = bytes(recording);
      KeysetHandle keyset = KeyEncryptionKey.newKeyset();
      return new RecordingKey(id, aead(keyset), kek.wrap(keyset, id));
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a key for recording " + recording, e);
    }
  }

  static RecordingKey unwrap(UUID recording, byte[] wrapped, KeyEncryptionKey kek)
      throws GeneralSecurityException {
    byte[] id = bytes(recording);
    return new RecordingKey(id, aead(kek.unwrap(wrapped, id)), wrapped);
  }

  private static Aead aead(KeysetHandle keyset) throws GeneralSecurityException {
    return keyset.getPrimitive(KeyEncryptionKey.TINK, Aead.class);
  }

  /** The id as it is written and authenticated: 16 bytes, big-endian. */
  static byte[] bytes(UUID recording) {
    return ByteBuffer.allocate(16)
        .putLong(recording.getMostSignificantBits())
        .putLong(recording.getLeastSignificantBits())
        .array();
  }

  byte[] wrapped() {
    return wrapped;
  }

  /** The sealed bytes of a frame, {@link Frame#sealedLength} of them. */
  byte[] seal(Frame frame, byte[] plain) throws IOException {
    try {
      byte[] sealed = aead.encrypt(plain, frame.associatedData(recording));
      if (sealed.length != frame.sealedLength()) {
        throw new IOException("sealing added " + (sealed.length - plain.length) + " bytes");
      }
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot seal", e);
    }
  }

  byte[] open(Frame frame, byte[] sealed) throws GeneralSecurityException {
    return aead.decrypt(sealed, frame.associatedData(recording));
  }
}
