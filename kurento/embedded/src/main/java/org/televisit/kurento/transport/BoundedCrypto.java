package org.televisit.kurento.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.ContentType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCipher;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsDecodeResult;
import org.bouncycastle.tls.crypto.TlsEncodeResult;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * The library's cryptography, where {@link HandshakeBounds} hold for what was encrypted, too: the
 * end of a handshake is, and nobody else sees it before the library does.
 */
final class BoundedCrypto extends BcTlsCrypto {

  BoundedCrypto(SecureRandom random) {
    super(random);
  }

  @Override
  public TlsCipher createCipher(TlsCryptoParameters parameters, int encryption, int mac)
      throws IOException {
    return new Bounded(super.createCipher(parameters, encryption, mac));
  }

  private record Bounded(TlsCipher cipher) implements TlsCipher {

    @Override
    public TlsDecodeResult decodeCiphertext(
        long sequence, short type, ProtocolVersion version, byte[] data, int offset, int length)
        throws IOException {
      TlsDecodeResult clear =
          cipher.decodeCiphertext(sequence, type, version, data, offset, length);
      if (clear.contentType == ContentType.handshake
          && !HandshakeBounds.keeps(ByteBuffer.wrap(clear.buf), clear.off, clear.off + clear.len)) {
        throw new TlsFatalAlert(AlertDescription.bad_record_mac); // it drops such a record
      }
      return clear;
    }

    @Override
    public TlsEncodeResult encodePlaintext(
        long sequence,
        short type,
        ProtocolVersion version,
        int header,
        byte[] data,
        int offset,
        int length)
        throws IOException {
      return cipher.encodePlaintext(sequence, type, version, header, data, offset, length);
    }

    @Override
    public int getCiphertextDecodeLimit(int plaintext) {
      return cipher.getCiphertextDecodeLimit(plaintext);
    }

    @Override
    public int getCiphertextEncodeLimit(int plaintext) {
      return cipher.getCiphertextEncodeLimit(plaintext);
    }

    @Override
    public int getPlaintextDecodeLimit(int ciphertext) {
      return cipher.getPlaintextDecodeLimit(ciphertext);
    }

    @Override
    public int getPlaintextEncodeLimit(int ciphertext) {
      return cipher.getPlaintextEncodeLimit(ciphertext);
    }

    @Override
    public void rekeyDecoder() throws IOException {
      cipher.rekeyDecoder();
    }

    @Override
    public void rekeyEncoder() throws IOException {
      cipher.rekeyEncoder();
    }

    @Override
    public boolean usesOpaqueRecordTypeDecode() {
      return cipher.usesOpaqueRecordTypeDecode();
    }

    @Override
    public boolean usesOpaqueRecordTypeEncode() {
      return cipher.usesOpaqueRecordTypeEncode();
    }
  }
}
