package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.vault.DamagedRecordingException.Fault;

/** A vault whose key-encryption key is kept by a key service; the service is a protocol double. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyServiceTest {

  static final byte[] STREAM = WebmIndexerTest.STREAM;

  TransitDouble service;
  Path token;
  VaultSettings settings;
  VaultPlaces places;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException, GeneralSecurityException {
    Path root = directory.toRealPath();
    service = new TransitDouble();
    token = Files.writeString(root.resolve("token"), TransitDouble.TOKEN + "\n");
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
    places =
        new VaultPlaces(root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json"));
    settings = VaultSettings.of(places, false);
    settings.kekUri = Optional.of(service.uri());
    settings.kekTokenFile = Optional.of(token.toString());
  }

  @AfterEach
  void stop() {
    service.close();
  }

  Vault started() throws IOException {
    return Vault.of(settings, Clock.systemUTC());
  }

  static Sealed record(Vault vault) throws IOException {
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(STREAM, 0, STREAM.length);
      return writer.finish(FinishReason.COMPLETE);
    }
  }

  @Test
  void recordings_are_made_and_opened_without_a_key_on_this_machine() throws IOException {
    Sealed sealed = record(started());
    started().verify(ID, sealed.fingerprint());
    assertThat(places.kekFile()).doesNotExist();
    assertThat(service.requests)
        .contains("/v1/transit/encrypt/clinic", "/v1/transit/decrypt/clinic");
  }

  @Test
  void what_the_service_wrapped_is_bound_to_its_recording() throws IOException {
    Sealed sealed = record(started());
    KeyDirectory keys = KeyDirectory.at(places.keys());
    byte[] wrapped = keys.read(ID).orElseThrow();
    keys.write(RecordingKeysTest.OTHER, wrapped);
    Vault vault = started();
    Files.createDirectories(places.recordings().resolve("7a"));
    Files.copy(
        places.recordings().resolve("2e/" + ID + ".tmrv"),
        places.recordings().resolve("7a/" + RecordingKeysTest.OTHER + ".tmrv"));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(RecordingKeysTest.OTHER, sealed.fingerprint()));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> settings.openKeys(false).open(RecordingKeysTest.OTHER))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.KEY));
  }

  @Test
  void recordings_of_the_key_file_still_open_and_move_to_the_service_by_a_rotation()
      throws IOException {
    Sealed sealed = record(Vault.at(places, true));
    started().verify(ID, sealed.fingerprint());
    assertThat(service.requests).isEmpty(); // what the file opens is not sent away
    assertThat(started().rewrap()).isEqualTo(new Rewrapped(1, 0, 0));
    Files.delete(places.kekFile());
    started().verify(ID, sealed.fingerprint());
  }

  @Test
  void a_new_version_of_the_services_key_wraps_everything_anew() throws Exception {
    Sealed sealed = record(started());
    byte[] before = Files.readAllBytes(KeyDirectory.at(places.keys()).key(ID));
    service.rotate();
    assertThat(started().rewrap()).isEqualTo(new Rewrapped(1, 0, 0));
    assertThat(Files.readAllBytes(KeyDirectory.at(places.keys()).key(ID))).isNotEqualTo(before);
    started().verify(ID, sealed.fingerprint());
  }

  @Test
  void a_service_that_is_down_is_not_damage() throws IOException {
    Sealed sealed = record(started());
    service.close();
    assertThatIOException()
        .isThrownBy(() -> started().open(ID, sealed.fingerprint()))
        .isNotInstanceOf(DamagedRecordingException.class)
        .withStackTraceContaining("does not answer");
    assertThat(started().rewrap()).isEqualTo(new Rewrapped(0, 0, 1));
  }

  @Test
  void one_bad_moment_of_the_service_is_waited_out() throws IOException {
    Sealed sealed = record(started());
    service.badMoments.add(503);
    started().verify(ID, sealed.fingerprint());
    service.badMoments.add(503);
    service.badMoments.add(503);
    assertThatIOException()
        .isThrownBy(() -> started().open(ID, sealed.fingerprint()))
        .isNotInstanceOf(DamagedRecordingException.class)
        .withStackTraceContaining("status 503");
  }

  @Test
  void a_token_that_is_refused_says_so_and_neither_token_nor_key_is_told() throws IOException {
    Sealed sealed = record(started());
    Files.writeString(token, "hvs.an-old-one");
    assertThatIOException()
        .isThrownBy(() -> started().open(ID, sealed.fingerprint()))
        .isNotInstanceOf(DamagedRecordingException.class)
        .withStackTraceContaining("status 403")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain("hvs.", "vault:v1");
            });
  }

  @Test
  void a_token_that_others_may_read_is_not_used() throws IOException {
    Vault vault = started();
    Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatIOException()
        .isThrownBy(() -> vault.create(ID))
        .withStackTraceContaining("chmod 600");
    assertThat(service.requests).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hcvault://vault.example.org/transit/clinic",
        "hcvault://user@vault.example.org/transit/keys/clinic",
        "hcvault://vault.example.org/transit/keys/cli?nic/../x",
        "hcvault-http://vault.example.org/transit/keys/clinic",
        "gcp-kms://projects/1",
        "nothing"
      })
  void an_address_that_is_not_understood_or_not_safe_stops_the_start(String uri) {
    settings.kekUri = Optional.of(uri);
    assertThatIOException()
        .isThrownBy(this::started)
        .withMessageContaining("televisit.recording.kek-uri");
  }

  @Test
  void another_key_service_can_be_plugged_in() throws IOException {
    settings.kekUri = Optional.of("plugged://key");
    settings.kekTokenFile = Optional.empty();
    Sealed sealed = record(started());
    started().verify(ID, sealed.fingerprint());
    assertThat(service.requests).isEmpty();
  }
}
