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

  private RecordingKey(byte[] recording, Aead aead) {
    this.recording = recording;
    this.aead = aead;
  }

  static RecordingKey of(UUID recording, KeysetHandle keyset) throws GeneralSecurityException {
    return new RecordingKey(
        bytes(recording), keyset.getPrimitive(KeyEncryptionKey.TINK, Aead.class));
  }

  /** The id as it is written and authenticated: 16 bytes, big-endian. */
  static byte[] bytes(UUID recording) {
    return ByteBuffer.allocate(16)
        .putLong(recording.getMostSignificantBits())
        .putLong(recording.getLeastSignificantBits())
        .array();
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
