package org.televisit.vault;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Opens sealed frames into memory that is used again. It is what Tink's {@code Aead} does, which
 * makes new arrays for each frame; those cost as much as deciphering it (ADR 0004). Sealing, where
 * a nonce that came twice would be fatal, is left to Tink. For one thread.
 */
final class FrameOpener {

  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final byte[] recording;
  private final byte[] prefix;
  private final SecretKeySpec key;
  private final Cipher cipher;

  /**
   * @param recording id, as it is authenticated
   * @param cipher for AES-GCM, and for nobody else
   * @throws GeneralSecurityException if the key is of another form than sealed frames have
   */
  @AccessesPartialKey
  FrameOpener(byte[] recording, AesGcmKey key, Cipher cipher) throws GeneralSecurityException {
    this.recording = recording;
    this.prefix = key.getOutputPrefix().toByteArray();
    if (key.getParameters().getIvSizeBytes() != NONCE
        || key.getParameters().getTagSizeBytes() != TAG
        || prefix.length + NONCE + TAG != Frame.OVERHEAD) {
      throw new GeneralSecurityException("another form of AES-GCM");
    }
    this.key =
        new SecretKeySpec(key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()), "AES");
    this.cipher = cipher;
  }

  /**
   * Writes what a frame holds to {@code plain}, {@link Frame#plainLength} bytes, if it is intact.
   *
   * @param sealed the sealed bytes of the frame begin at {@code from}
   * @throws GeneralSecurityException if they are not what was sealed as that frame; what {@code
   *     plain} holds then is none of it
   */
  void open(Frame frame, byte[] sealed, int from, byte[] plain) throws GeneralSecurityException {
    int nonce = from + prefix.length;
    if (!Arrays.equals(sealed, from, nonce, prefix, 0, prefix.length)) {
      throw new AEADBadTagException("sealed by another key");
    }
    cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG * 8, sealed, nonce, NONCE));
    cipher.updateAAD(frame.associatedData(recording));
    cipher.doFinal(sealed, nonce + NONCE, frame.plainLength() + TAG, plain, 0);
  }
}
