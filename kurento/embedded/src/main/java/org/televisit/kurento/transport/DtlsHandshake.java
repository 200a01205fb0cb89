package org.televisit.kurento.transport;

import java.io.IOException;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsFatalAlert;

/** One side's part in a DTLS 1.2 handshake with use_srtp (RFC 5764), whichever side that is. */
interface DtlsHandshake {

  int TIMEOUT_MILLIS = 15_000;

  /** Half of what browsers use: on a lossy line it is the resend time that a caller waits for. */
  int RESEND_MILLIS = 100;

  ProtocolVersion[] VERSIONS = ProtocolVersion.DTLSv12.only();

  /** Blocks until the handshake is done. */
  DTLSTransport run(DatagramTransport transport) throws IOException;

  /** How much of a datagram may be read now; the rest counts as lost. */
  int readable(byte[] datagram, int length);

  /** The keys that the handshake agreed on. */
  SrtpSession srtp();

  /** ECDHE with an ECDSA certificate only: what every browser has, with forward secrecy. */
  static int[] cipherSuites() {
    return new int[] {
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
      CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    };
  }

  /** Ends the handshake unless the peer's certificate is the one that its SDP announced. */
  static void verify(Fingerprint announced, Certificate certificate) throws IOException {
    if (certificate == null
        || certificate.isEmpty()
        || !announced.matches(certificate.getCertificateAt(0).getEncoded())) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate);
    }
  }

  static SrtpSession export(TlsContext context, SrtpProfile profile, boolean client) {
    byte[] material =
        context.exportKeyingMaterial(ExporterLabel.dtls_srtp, null, profile.materialLength());
    return new SrtpSession(profile, material, client).loaded();
  }
}
