package org.televisit.vault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.SignedText.Check;

/** Certificates outlive the key that signed them, and no other key signs for the clinic. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SignedTextTest {

  static final String BODY = "recorded from 10:00 to 10:17";

  Path file;
  SigningKey first;
  SignedText certificate;

  @BeforeEach
  void aCertificate(@TempDir Path directory) throws IOException {
    file = directory.resolve("signing-key.pem");
    first = SigningKey.at(file, true);
    certificate = SignedText.of(BODY, first);
  }

  private List<String> run(String... words) throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new SigningKeyCommand(
            Map.of("TELEVISIT_SIGNING_KEY_FILE", file.toString()),
            new PrintStream(printed, true, UTF_8))
        .run(List.of(words));
    return printed.toString(UTF_8).lines().toList();
  }

  private SigningKey restarted() throws IOException {
    return SigningKey.at(file, false);
  }

  private Path former(String id) {
    return file.resolveSibling("former-signing-keys").resolve(id + ".pem");
  }

  @Test
  void after_two_rotations_as_the_runbook_has_them_each_certificate_is_as_valid_as_before()
      throws IOException {
    assertThat(run("list")).containsExactly(first.keyId() + " current");
    run("rotate");
    SigningKey second = restarted();
    SignedText next = SignedText.of(BODY, second);
    List<String> said = run("rotate");
    SigningKey third = restarted();

    assertThat(List.of(first.keyId(), second.keyId(), third.keyId())).doesNotHaveDuplicates();
    assertThat(said)
        .startsWith(third.keyId() + " current")
        .containsExactlyInAnyOrder(
            third.keyId() + " current", first.keyId() + " former", second.keyId() + " former");
    assertThat(certificate.check(third)).isEqualTo(Check.VALID);
    assertThat(next.check(third)).isEqualTo(Check.VALID);
    assertThat(SignedText.of(BODY, third).check(third)).isEqualTo(Check.VALID);
    assertThat(certificate.check(first)).as("a node that was not restarted").isEqualTo(Check.VALID);
  }

  @Test
  void a_rotation_leaves_no_private_half_of_the_old_key() throws IOException {
    String old = Files.readString(file);
    run("rotate");

    assertThat(Files.readString(file)).contains("PRIVATE KEY").isNotEqualTo(old);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(Files.readString(former(first.keyId())))
        .isEqualTo(first.publicKeyPem())
        .doesNotContain("PRIVATE");
  }

  @Test
  void a_foreign_key_is_called_unknown_whatever_it_signs(@TempDir Path elsewhere)
      throws IOException {
    SigningKey foreign = SigningKey.at(elsewhere.resolve("key.pem"), true);
    SignedText theirs = SignedText.of(BODY, foreign);

    assertThat(theirs.check(first)).isEqualTo(Check.UNKNOWN_KEY);
    assertThat(theirs.isSignedBy(first)).isFalse();
    assertThat(
            new SignedText(
                    BODY, theirs.sha256(), theirs.signature(), first.keyId(), theirs.publicKey())
                .check(first))
        .as("under the name of the clinic's")
        .isEqualTo(Check.INVALID);
    assertThat(
            new SignedText(
                    BODY, theirs.sha256(), theirs.signature(), first.keyId(), first.publicKeyPem())
                .check(first))
        .isEqualTo(Check.INVALID);
  }

  @Test
  void what_a_former_key_signed_and_somebody_changed_is_not_valid() throws IOException {
    run("rotate");
    SignedText changed =
        new SignedText(
            BODY.replace("17", "18"),
            certificate.sha256(),
            certificate.signature(),
            certificate.keyId(),
            certificate.publicKey());

    assertThat(changed.check(restarted())).isEqualTo(Check.INVALID);
  }

  @Test
  void a_key_that_was_only_moved_aside_is_unknown_until_it_is_kept(@TempDir Path elsewhere)
      throws IOException {
    Files.delete(file);
    SigningKey second = SigningKey.at(file, true);
    assertThat(certificate.check(second)).isEqualTo(Check.UNKNOWN_KEY);
    Path pem = elsewhere.resolve("public-key.pem");
    Files.writeString(pem, certificate.publicKey()); // as it is downloaded with a certificate

    assertThat(run("keep", pem.toString())).contains(first.keyId() + " former");

    assertThat(certificate.check(second)).as("without a restart").isEqualTo(Check.VALID);
    assertThat(run("keep", pem.toString())).as("once more").hasSize(2);
  }

  @Test
  void a_file_that_is_another_key_than_its_name_says_does_not_count(@TempDir Path elsewhere)
      throws IOException {
    run("rotate");
    SigningKey foreign = SigningKey.at(elsewhere.resolve("key.pem"), true);
    Files.writeString(former(foreign.keyId()), first.publicKeyPem());
    Files.writeString(former(first.keyId()), foreign.publicKeyPem());
    SigningKey second = restarted();

    assertThat(SignedText.of(BODY, foreign).check(second)).isEqualTo(Check.UNKNOWN_KEY);
    assertThat(certificate.check(second)).isEqualTo(Check.UNKNOWN_KEY);
    assertThat(run("list")).containsExactly(second.keyId() + " current");
    Files.writeString(former(first.keyId()), "no key");
    assertThat(certificate.check(second)).isEqualTo(Check.UNKNOWN_KEY);
  }

  @Test
  void an_id_leads_nowhere_else() {
    SignedText climbing =
        new SignedText(
            BODY,
            certificate.sha256(),
            certificate.signature(),
            "../signing-key",
            certificate.publicKey());

    assertThat(climbing.check(first)).isEqualTo(Check.UNKNOWN_KEY);
  }

  @Test
  void what_cannot_be_done_changes_nothing(@TempDir Path elsewhere) throws IOException {
    String before = Files.readString(file);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> run("delete"))
        .withMessageContaining("usage");
    assertThatIllegalArgumentException().isThrownBy(() -> run()).withMessageContaining("usage");
    assertThatIOException()
        .isThrownBy(() -> run("keep", Files.writeString(elsewhere.resolve("x"), "no").toString()))
        .withMessageContaining("no public key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    assertThatIOException().isThrownBy(() -> run("rotate")).withMessageContaining("chmod 600");
    assertThat(Files.readString(file)).isEqualTo(before);
    assertThat(former(first.keyId())).doesNotExist();
  }
}
