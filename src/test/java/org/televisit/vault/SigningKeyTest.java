package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.crypto.tink.subtle.EcdsaVerifyJce;
import com.google.crypto.tink.subtle.EllipticCurves.EcdsaEncoding;
import com.google.crypto.tink.subtle.Enums.HashType;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SigningKeyTest {

  static final byte[] MESSAGE = "recorded from 10:00 to 10:17".getBytes(UTF_8);

  Path file;
  SigningKey key;

  @BeforeEach
  void make(@TempDir Path directory) throws IOException {
    file = directory.resolve("signing-key.pem");
    key = SigningKey.at(file, true);
  }

  static String pem(PublicKey key) {
    return "-----BEGIN PUBLIC KEY-----\n%s\n-----END PUBLIC KEY-----\n"
        .formatted(Base64.getEncoder().encodeToString(key.getEncoded()));
  }

  static ECPublicKey publicKey(String pem) throws GeneralSecurityException {
    String base64 = pem.replaceAll("-----[A-Z ]+-----|\\s", "");
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(base64)));
  }

  @Test
  void what_it_signs_verifies_and_nothing_else_does() throws IOException {
    byte[] signature = key.sign(MESSAGE);
    assertThat(SigningKey.verify(key.publicKeyPem(), MESSAGE, signature)).isTrue();
    byte[] changed = MESSAGE.clone();
    changed[0] ^= 1;
    assertThat(SigningKey.verify(key.publicKeyPem(), changed, signature)).isFalse();
    SigningKey other = SigningKey.at(file.resolveSibling("other.pem"), true);
    assertThat(SigningKey.verify(other.publicKeyPem(), MESSAGE, signature)).isFalse();
    assertThat(other.keyId()).isNotEqualTo(key.keyId());
  }

  @Test
  void no_bit_of_a_signature_can_be_changed() {
    byte[] signature = key.sign(MESSAGE);
    for (int i = 0; i < signature.length; i++) {
      byte[] changed = signature.clone();
      changed[i] ^= (byte) (1 << i % 8);
      assertThat(SigningKey.verify(key.publicKeyPem(), MESSAGE, changed)).isFalse();
    }
    assertThat(SigningKey.verify(key.publicKeyPem(), MESSAGE, new byte[0])).isFalse();
  }

  @Test
  void another_implementation_accepts_its_signatures() throws GeneralSecurityException {
    new EcdsaVerifyJce(publicKey(key.publicKeyPem()), HashType.SHA256, EcdsaEncoding.DER)
        .verify(key.sign(MESSAGE), MESSAGE); // Tink's; it throws if it does not
  }

  /** RFC 6979, appendix A.2.5: curve P-256, SHA-256. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "sample"
            + " EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
            + " F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test"
            + " F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
            + " 019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
      })
  void signatures_of_the_standard_verify(String vector) throws Exception {
    String[] words = vector.split(" ", -1);
    AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
    curve.init(new ECGenParameterSpec("secp256r1"));
    PublicKey standard =
        KeyFactory.getInstance("EC")
            .generatePublic(
                new ECPublicKeySpec(
                    new ECPoint(
                        new BigInteger(
                            "60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6", 16),
                        new BigInteger(
                            "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299",
                            16)),
                    curve.getParameterSpec(ECParameterSpec.class)));
    byte[] signature =
        new DERSequence(
                new ASN1Integer[] {
                  new ASN1Integer(new BigInteger(words[1], 16)),
                  new ASN1Integer(new BigInteger(words[2], 16))
                })
            .getEncoded();
    assertThat(SigningKey.verify(pem(standard), words[0].getBytes(UTF_8), signature)).isTrue();
    assertThat(SigningKey.verify(pem(standard), "simple".getBytes(UTF_8), signature)).isFalse();
  }

  @Test
  void it_is_the_same_key_after_a_restart() throws IOException {
    SigningKey again = SigningKey.at(file, false);
    assertThat(again.keyId()).isEqualTo(key.keyId()).matches("[0-9a-f]{64}");
    assertThat(SigningKey.verify(again.publicKeyPem(), MESSAGE, key.sign(MESSAGE))).isTrue();
  }

  @Test
  void its_id_is_the_hash_of_the_public_key() throws GeneralSecurityException {
    byte[] der = publicKey(key.publicKeyPem()).getEncoded();
    assertThat(key.keyId()).isEqualTo(HexFormat.of().formatHex(Fingerprint.digest().digest(der)));
  }

  @Test
  void its_file_is_its_owners_alone() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatIOException()
        .isThrownBy(() -> SigningKey.at(file, false))
        .withMessageContaining("chmod 600");
  }

  @Test
  void it_is_not_made_unless_told_to() {
    Path missing = file.resolveSibling("missing.pem");
    assertThatIOException()
        .isThrownBy(() -> SigningKey.at(missing, false))
        .withMessageContaining("televisit.signing.key-create");
    assertThat(missing).doesNotExist();
  }

  @Test
  void halves_of_two_keys_are_no_key() throws IOException {
    SigningKey other = SigningKey.at(file.resolveSibling("other.pem"), true);
    String pem = Files.readString(file);
    Files.writeString(
        file, pem.substring(0, pem.indexOf("-----BEGIN PUBLIC")) + other.publicKeyPem());
    assertThatIOException()
        .isThrownBy(() -> SigningKey.at(file, false))
        .withMessageContaining("no usable pair");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "secret", "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----"})
  void a_file_that_is_no_key_is_refused_without_quoting_it(String text) throws IOException {
    Files.writeString(file, text);
    assertThatIOException()
        .isThrownBy(() -> SigningKey.at(file, false))
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret", "c2VjcmV0"));
  }

  @Test
  void a_public_key_of_another_kind_is_refused() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp384r1"));
    String larger = pem(generator.generateKeyPair().getPublic());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.verify(larger, MESSAGE, key.sign(MESSAGE)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SigningKey.verify("", MESSAGE, new byte[70]));
  }
}
