package org.televisit.kurento.transport;

import java.io.IOException;
import java.util.Hashtable;
import java.util.Vector;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.ClientCertificateType;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.DatagramTransport;
import org.bouncycastle.tls.DefaultTlsServer;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsExtensionsUtils;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsSRTPUtils;
import org.bouncycastle.tls.TlsUtils;
import org.bouncycastle.tls.UseSRTPData;
import org.jspecify.annotations.Nullable;

/** The passive side of the handshake; asks for the browser's certificate and checks it. */
@SuppressWarnings("JdkObsolete") // the library's interfaces speak Hashtable and Vector
final class DtlsServer extends DefaultTlsServer implements DtlsHandshake {

  private final DtlsIdentity identity;
  private final Fingerprint remote;
  private final Runnable peerClosed;
  private final FlightGuard guard = new FlightGuard();
  private @Nullable SrtpProfile profile;
  private @Nullable SrtpSession srtp;

  DtlsServer(DtlsIdentity identity, Fingerprint remote, Runnable peerClosed) {
    super(identity.crypto());
    this.identity = identity;
    this.remote = remote;
    this.peerClosed = peerClosed;
  }

  @Override
  public DTLSTransport run(DatagramTransport transport) throws IOException {
    return new DTLSServerProtocol().accept(this, transport);
  }

  @Override
  public int readable(byte[] datagram, int length) {
    return HandshakeBounds.keeps(datagram, length) ? guard.readable(datagram, length) : 0;
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
  protected TlsCredentialedSigner getECDSASignerCredentials() {
    return identity.signer(context);
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public void processClientExtensions(Hashtable extensions) throws IOException {
    super.processClientExtensions(extensions);
    @Nullable UseSRTPData offered = TlsSRTPUtils.getUseSRTPExtension(extensions);
    if (offered == null) {
      throw new TlsFatalAlert(AlertDescription.handshake_failure);
    }
    profile =
        SrtpProfile.best(offered.getProtectionProfiles())
            .orElseThrow(() -> new TlsFatalAlert(AlertDescription.handshake_failure));
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"})
  public Hashtable getServerExtensions() throws IOException {
    Hashtable extensions =
        TlsExtensionsUtils.ensureExtensionsInitialised(super.getServerExtensions());
    if (profile != null) {
      int[] chosen = {profile.id()};
      TlsSRTPUtils.addUseSRTPExtension(extensions, new UseSRTPData(chosen, TlsUtils.EMPTY_BYTES));
    }
    return extensions;
  }

  @Override
  public CertificateRequest getCertificateRequest() {
    Vector<SignatureAndHashAlgorithm> accepted = new Vector<>();
    accepted.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    accepted.add(new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.rsa));
    short[] types = {ClientCertificateType.ecdsa_sign, ClientCertificateType.rsa_sign};
    return new CertificateRequest(types, accepted, null);
  }

  @Override
  public void notifyClientCertificate(Certificate certificate) throws IOException {
    DtlsHandshake.verify(remote, certificate);
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
    srtp = DtlsHandshake.export(context, profile, false);
  }

  @Override
  public void notifyAlertReceived(short level, short description) {
    if (description == AlertDescription.close_notify) {
      peerClosed.run();
    }
  }
}
