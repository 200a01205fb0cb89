package org.televisit.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The clinic's key for what it certifies: ECDSA over P-256 with SHA-256 (FIPS 186-5), signatures in
 * DER as openssl and the JDK write them. It rests in a file that only its owner may read, as two
 * blocks of PEM (RFC 7468): the private key (PKCS #8) and the public one.
 */
@ApplicationScoped
public class SigningKey {

  private static final System.Logger LOG = System.getLogger(SigningKey.class.getName());

  private static final String ALGORITHM = "SHA256withECDSA";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";
  private static final int P_256_BITS = 256;

  /** Path of the key, two blocks of PEM with mode 0600. */
  @Inject
  @ConfigProperty(name = "televisit.signing.key-file")
  String file;

  /** Whether to make that key if there is none. */
  @Inject
  @ConfigProperty(name = "televisit.signing.key-create", defaultValue = "false")
  boolean create;

  private PrivateKey privateKey;
  private PublicKey publicKey;

  @SuppressWarnings("NullAway.Init") // the container calls open()
  SigningKey() {}

  /** A key outside of a container. The parameters are those of the configuration. */
  public static SigningKey at(Path file, boolean create) throws IOException {
    SigningKey key = new SigningKey();
    key.file = file.toString();
    key.create = create;
    key.open();
    return key;
  }

  @PostConstruct
  void open() throws IOException {
    Path path = Path.of(file);
    if (!Files.exists(path)) {
      if (!create) {
        throw new IOException(
            "there is no signing key %s; make one, or set televisit.signing.key-create"
                .formatted(path));
      }
      LOG.log(System.Logger.Level.WARNING, "making a new signing key, " + path);
      make(path);
    }
    read(path);
  }

  /** Makes a wrong configuration stop the deployment, not the first certificate. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    LOG.log(System.Logger.Level.INFO, "certificates are signed by key {0}", keyId());
  }

  private static void make(Path path) throws IOException {
    SecretFile.create(path, fresh());
  }

  /**
   * Puts a new key in the place of the one in this file, whose public half is kept first: a crash
   * in between leaves the old key, which is then known twice.
   *
   * @throws IOException if there is no key, or the new one cannot be written; then the old one
   *     stays
   */
  static void renew(Path path, FormerKeys former) throws IOException {
    former.keep(at(path, false).publicKey);
    SecretFile.replace(path, fresh());
  }

  /** Both blocks of PEM of a new key. */
  private static byte[] fresh() throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      return (pem(PRIVATE, pair.getPrivate().getEncoded()) + pem(pair.getPublic()))
          .getBytes(US_ASCII);
    } catch (GeneralSecurityException e) {
      throw new IOException("cannot make a signing key", e);
    }
  }

  private void read(Path path) throws IOException {
    SecretFile.requirePrivate(path);
    String pem = Files.readString(path, US_ASCII);
    try {
      privateKey =
          KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der(PRIVATE, pem)));
      publicKey = publicKey(pem);
      byte[] probe = {1, 2, 3};
      if (verify(publicKeyPem(), probe, sign(probe))) {
        return;
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // the cause may quote what it could not parse, so it is not passed on
    }
    throw new IOException("the file " + path + " holds no usable pair of P-256 keys");
  }

  /** Signs a message. */
  public byte[] sign(byte[] message) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(privateKey);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform must have " + ALGORITHM, e);
    }
  }

  /** SHA-256 of the public key (SubjectPublicKeyInfo, DER), 64 lower-case hexadecimal digits. */
  public String keyId() {
    return id(publicKey);
  }

  /** As {@link #keyId}, of any public key. */
  static String id(PublicKey key) {
    return HexFormat.of().formatHex(Fingerprint.digest().digest(key.getEncoded()));
  }

  /** The public key as a PEM block, to be handed out with what was signed. */
  public String publicKeyPem() {
    return pem(publicKey);
  }

  /**
   * The public key of that id as a PEM block, if the clinic signs with it or once did: of a former
   * key a file beside this one holds the public half. Empty if it is nobody's known here.
   *
   * @param id see {@link #keyId}
   */
  public Optional<String> publicKeyPem(String id) {
    return id.equals(keyId())
        ? Optional.of(publicKeyPem())
        : FormerKeys.beside(Path.of(file)).find(id).map(SigningKey::pem);
  }

  /**
   * Whether a signature is that of this message under this key.
   *
   * @param publicKeyPem a PEM block as {@link #publicKeyPem} returns it
   * @throws IllegalArgumentException if that is no P-256 public key
   */
  public static boolean verify(String publicKeyPem, byte[] message, byte[] signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(publicKey(publicKeyPem));
      check.update(message);
      return isValid(check, signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a P-256 public key", e);
    }
  }

  private static boolean isValid(Signature check, byte[] signature) {
    try {
      return check.verify(signature);
    } catch (GeneralSecurityException e) {
      return false; // not even the form of a signature
    }
  }

  /** The public key of a PEM block. */
  static PublicKey publicKey(String pem) throws GeneralSecurityException {
    PublicKey key =
        KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(der(PUBLIC, pem)));
    if (!(key instanceof ECKey curve) || curve.getParams().getOrder().bitLength() != P_256_BITS) {
      throw new GeneralSecurityException("another curve than P-256");
    }
    return key;
  }

  static String pem(PublicKey key) {
    return pem(PUBLIC, key.getEncoded());
  }

  private static String pem(String label, byte[] der) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(label, text);
  }

  private static byte[] der(String label, String pem) {
    Matcher block =
        Pattern.compile(
                "-----BEGIN %1$s-----(.*?)-----END %1$s-----".formatted(label), Pattern.DOTALL)
            .matcher(pem);
    if (!block.find()) {
      throw new IllegalArgumentException("no PEM block of a " + label);
    }
    return Base64.getMimeDecoder().decode(block.group(1));
  }
}
