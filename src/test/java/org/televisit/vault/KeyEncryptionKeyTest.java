package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyEncryptionKeyTest {

  @Test
  void a_new_key_is_readable_by_its_owner_alone(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("kek.json");
    KeyEncryptionKey.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void a_key_that_others_may_read_or_change_is_refused(String mode, @TempDir Path directory)
      throws IOException {
    Path file = directory.resolve("kek.json");
    KeyEncryptionKey.create(file);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    assertThatIOException()
        .isThrownBy(() -> KeyEncryptionKey.read(file))
        .withMessageContainingAll(file.toString(), mode, "chmod 600");
  }

  @Test
  void a_key_that_exists_is_never_replaced(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("kek.json");
    KeyEncryptionKey.create(file);
    String before = Files.readString(file);
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> KeyEncryptionKey.create(file));
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "not json", "{\"primaryKeyId\":1,\"key\":[\"secret-material\"]}"})
  void a_file_that_is_no_key_is_refused_without_quoting_it(String text, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("kek.json"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatIOException()
        .isThrownBy(() -> KeyEncryptionKey.read(file))
        .withMessageContaining("no usable AEAD keyset")
        .withNoCause()
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret-material"));
  }

  @Test
  void recordings_of_an_older_key_open_after_a_rotation(@TempDir Path directory)
      throws IOException, GeneralSecurityException {
    Path file = directory.resolve("kek.json");
    KeyEncryptionKey old = KeyEncryptionKey.create(file);
    byte[] id = RecordingKey.bytes(TestVault.ID);
    byte[] wrapped = old.wrap(KeyEncryptionKey.newKeyset(), id);

    rotate(file);
    KeyEncryptionKey rotated = KeyEncryptionKey.read(file);
    byte[] newer = rotated.wrap(KeyEncryptionKey.newKeyset(), id);

    assertThat(rotated.unwrap(wrapped, id).size()).isEqualTo(1);
    assertThatExceptionOfType(GeneralSecurityException.class)
        .isThrownBy(() -> old.unwrap(newer, id));
  }

  private static void rotate(Path file) throws IOException, GeneralSecurityException {
    AeadConfig.register();
    KeysetHandle keys =
        TinkJsonProtoKeysetFormat.parseKeyset(
            Files.readString(file), KeyEncryptionKey.TINK, InsecureSecretKeyAccess.get());
    KeysetHandle more =
        KeysetHandle.newBuilder(keys)
            .addEntry(
                KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                    .withRandomId()
                    .makePrimary())
            .build();
    Files.writeString(
        file,
        TinkJsonProtoKeysetFormat.serializeKeyset(
            more, KeyEncryptionKey.TINK, InsecureSecretKeyAccess.get()));
  }
}
