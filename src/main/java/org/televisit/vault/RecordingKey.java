package org.televisit.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AesGcmKey;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.UUID;
import javax.crypto.Cipher;

/** The key of one recording. Safe for use by many threads. */
final class RecordingKey {

  private final byte[] recording;
  private final Aead aead;
  private final AesGcmKey key;

  private RecordingKey(byte[] recording, Aead aead, AesGcmKey key) {
    this.recording = recording;
    this.aead = aead;
    this.key = key;
  }

  /**
   * @throws GeneralSecurityException if the keyset does not hold one key for AES-GCM, and no other
   */
  static RecordingKey of(UUID recording, KeysetHandle keyset) throws GeneralSecurityException {
    if (keyset.size() != 1 || !(keyset.getPrimary().getKey() instanceof AesGcmKey key)) {
      throw new GeneralSecurityException("not the keyset of a recording");
    }
    return new RecordingKey(
        bytes(recording), keyset.getPrimitive(KeyEncryptionKey.TINK, Aead.class), key);
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

  /** Opens many frames, one after the other. */
  FrameOpener opener() throws IOException {
    try {
      return opener(AesGcm.cipher());
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot open", e);
    }
  }

  FrameOpener opener(Cipher cipher) throws GeneralSecurityException {
    return new FrameOpener(recording, key, cipher);
  }
}
