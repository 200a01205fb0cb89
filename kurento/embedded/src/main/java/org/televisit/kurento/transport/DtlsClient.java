package org.televisit.kurento.transport;

import java.io.IOException;
import java.util.Hashtable;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The active side of the handshake, for a peer whose SDP says {@code setup:passive}. */
@SuppressWarnings("JdkObsolete") // the library's interfaces speak Hashtable
final class DtlsClient extends DefaultTlsClient implements DtlsHandshake {

  private final DtlsIdentity identity;
  private final Fingerprint remote;
  private final Runnable peerClosed;
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpSession srtp;

  DtlsClient(DtlsIdentity identity, Fingerprint remote, Runnable peerClosed) {
    super(identity.crypto());
    this.identity = identity;
    this.remote = remote;
    this.peerClosed = peerClosed;
  }

  @Override
  public DTLSTransport run(DatagramTransport transport) throws IOException {
    return new DTLSClientProtocol().connect(this, transport);
  }

  @Override
  public int readable(byte[] datagram, int length) {
    return HandshakeBounds.keeps(datagram, length) ? length : 0;
  }

  @Override
  public SrtpSession srtp() {
    if (srtp == null) {
      throw new IllegalStateException("the handshake is not done");
    }
    return srtp;
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return VERSIONS;
  }

  @Override
  public int[] getCipherSuites() {
    return DtlsHandshake.cipherSuites();
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getClientExtensions() throws IOException {
    Hashtable extensions =
        TlsExtensionsUtils.ensureExtensionsInitialised(super.getClientExtensions());
    TlsSRTPUtils.addUseSRTPExtension(
        extensions, new UseSRTPData(SrtpProfile.ids(), TlsUtils.EMPTY_BYTES));
    return extensions;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void processServerExtensions(Hashtable extensions) throws IOException {
    super.processServerExtensions(extensions);
    @Nullable UseSRTPData chosen = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (chosen == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
    profile =
        SrtpProfile.best(chosen.getProtectionProfiles())
            .orElseThrow(() -> new TlsFatalAlert(AlertDescription.illegal_parameter));
  }

  @Override
  public TlsAuthentication getAuthentication() {
    return new TlsAuthentication() {
      @Override
      public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
        DtlsHandshake.verify(remote, certificate.getCertificate());
      }

      @Override
      public TlsCredentials getClientCredentials(CertificateRequest request) {
        return identity.signer(context);
      }
    };
  }

  @Override
  public int getHandshakeTimeoutMillis() {
    return TIMEOUT_MILLIS;
  }

  @Override
  public int getHandshakeResendTimeMillis() {
    return RESEND_MILLIS;
  }

  @Override
  public void notifyHandshakeComplete() throws IOException {
    super.notifyHandshakeComplete();
    if (profile == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
    srtp = DtlsHandshake.export(context, profile, true);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    if (description == AlertDescription.close_notify) {
      peerClosed.run();
    }
  }
}
