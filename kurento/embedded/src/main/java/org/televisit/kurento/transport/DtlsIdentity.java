package org.televisit.kurento.transport;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * Our self-signed P-256 certificate; the browser knows it by the fingerprint in the SDP. A new one
 * with each start of the engine. Immutable, for any thread.
 */
public final class DtlsIdentity {

  private static final Duration LIFETIME = Duration.ofDays(365);

  private final BcTlsCrypto crypto;
  private final Certificate certificate;
  private final AsymmetricKeyParameter key;
  private final Fingerprint fingerprint;

  private DtlsIdentity(BcTlsCrypto crypto, KeyPair keys, byte[] encoded) throws IOException {
    this.crypto = crypto;
    this.certificate =
        new Certificate(new TlsCertificate[] {new BcTlsCertificate(crypto, encoded)});
    this.key = PrivateKeyFactory.createKey(keys.getPrivate().getEncoded());
    this.fingerprint = Fingerprint.sha256(encoded);
  }

  public static DtlsIdentity generate() {
    return generate(new BoundedCrypto(new SecureRandom()));
  }

  static DtlsIdentity generate(BcTlsCrypto crypto) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair keys = generator.generateKeyPair();
      return new DtlsIdentity(crypto, keys, selfSigned(keys).getEncoded());
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("no certificate for DTLS", e);
    }
  }

  private static X509CertificateHolder selfSigned(KeyPair keys) throws OperatorCreationException {
    X500Name name = new X500Name("CN=media");
    Instant now = Instant.now();
    return new JcaX509v3CertificateBuilder(
            name,
            new BigInteger(64, new SecureRandom()).add(BigInteger.ONE),
            Date.from(now.minus(Duration.ofDays(1))),
            Date.from(now.plus(LIFETIME)),
            name,
            keys.getPublic())
        .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
  }

  public Fingerprint fingerprint() {
    return fingerprint;
  }

  BcTlsCrypto crypto() {
    return crypto;
  }

  TlsCredentialedSigner signer(TlsContext context) {
    return new BcDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        key,
        certificate,
        new SignatureAndHashAlgorithm(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
  }
}
