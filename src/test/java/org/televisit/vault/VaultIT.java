package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.vault.DamagedRecordingException.Fault;

/** A vault over each kind of store, and whatever somebody might do to what it keeps there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VaultIT extends VaultFixture {

  static Stream<Arguments> attacks() {
    return Stream.of(Store.values())
        .flatMap(store -> Stream.of(Attack.values()).map(attack -> Arguments.of(store, attack)));
  }

  static byte[] played(Vault vault, UUID recording, Fingerprint expected) throws IOException {
    return TestVault.all(vault.open(recording, expected));
  }

  /** Opening it tells the fault: there is nothing then that could be read. */
  static void isDamaged(Vault vault, Sealed sealed, Fault fault) {
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(sealed.recording(), sealed.fingerprint()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.verify(sealed.recording(), sealed.fingerprint()));
  }

  @ParameterizedTest
  @EnumSource
  void what_nobody_touched_plays(Store store) throws IOException {
    Vault vault = started(store);
    Sealed sealed = record(vault, ID);
    byte[] before = played(vault, ID, sealed.fingerprint());
    vault.upkeep();
    assertThat(played(vault, ID, sealed.fingerprint())).isEqualTo(before);
    vault.verify(ID, sealed.fingerprint());
    assertThat(vault.listFinished()).containsExactly(ID);
    assertThat(vault.recover(ID)).isEqualTo(sealed);
    assertThat(spool.listFinished()).hasSize(store == Store.S3 ? 0 : 1);
    assertThat(started(store).recover(ID)).isEqualTo(sealed);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void every_change_of_the_media_is_found(Store store, Attack attack) throws IOException {
    Vault vault = started(store);
    Sealed sealed = stored(vault, ID);
    stored(vault, OTHER);
    replaceMedia(store, ID, attack.on(media(store, ID), media(store, OTHER)));
    isDamaged(vault, sealed, attack.fault);
  }

  @ParameterizedTest
  @MethodSource("attacks")
  void no_byte_is_served_of_what_was_changed_after_it_was_opened(Store store, Attack attack)
      throws IOException {
    Vault vault = started(store);
    Sealed sealed = stored(vault, ID);
    stored(vault, OTHER);
    VirtualWebm webm = vault.open(ID, sealed.fingerprint());
    byte[] genuine = TestVault.all(webm);
    byte[] media = media(store, ID);
    replaceMedia(store, ID, attack.on(media, media(store, OTHER)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (long at : new long[] {0, webm.length() / 2, webm.length() - 10}) {
      assertThatExceptionOfType(DamagedRecordingException.class)
          .isThrownBy(() -> webm.read(at, 10, Channels.newChannel(out)))
          .satisfies(e -> assertThat(e.fault()).isEqualTo(attack.fault));
    }
    assertThat(out.size()).isZero();
    replaceMedia(store, ID, media); // from a backup
    assertThat(TestVault.all(webm)).isEqualTo(genuine);
  }

  @ParameterizedTest
  @EnumSource
  void media_that_is_gone_is_missed(Store store) throws IOException {
    Vault vault = started(store);
    Sealed sealed = stored(vault, ID);
    if (store == Store.S3) {
      client.deleteObject(delete -> delete.bucket(S3Server.BUCKET).key(name(ID)));
    } else {
      Files.delete(spool.finished(ID));
    }
    isDamaged(vault, sealed, Fault.MISSING);
  }

  @ParameterizedTest
  @EnumSource
  void a_whole_but_other_recording_is_not_the_one_that_was_finished(Store store)
      throws IOException {
    Vault vault = started(store);
    Sealed sealed = stored(vault, ID);
    Fingerprint other = new Fingerprint(STREAM.length, "0".repeat(64));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, other))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.EXCHANGED));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(OTHER, sealed.fingerprint()))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.MISSING));
  }

  @ParameterizedTest
  @EnumSource
  void exchanged_and_foreign_key_files_open_nothing(Store store) throws IOException {
    Vault vault = started(store);
    Sealed one = stored(vault, ID);
    Sealed two = stored(vault, OTHER);
    Path aside = Files.move(keys.key(ID), root.resolve("aside"));
    Files.move(keys.key(OTHER), keys.key(ID));
    Files.copy(aside, keys.key(OTHER));
    isDamaged(vault, one, Fault.KEY);
    isDamaged(vault, two, Fault.KEY);

    TestVault foreign = new TestVault(Files.createDirectory(root.resolve("foreign")));
    foreign.seal(ID, STREAM, STREAM.length);
    Files.copy(foreign.keyDirectory.key(ID), keys.key(ID), StandardCopyOption.REPLACE_EXISTING);
    isDamaged(vault, one, Fault.KEY);
    Files.delete(keys.key(ID));
    isDamaged(vault, one, Fault.KEY);
  }

  @ParameterizedTest
  @EnumSource
  void after_a_rotation_everything_opens_without_the_old_key_and_no_media_was_touched(Store store)
      throws IOException {
    Vault before = started(store);
    Sealed sealed = stored(before, ID);
    byte[] media = media(store, ID);
    byte[] played = played(before, ID, sealed.fingerprint());
    RecordingKeysTest.rotate(places.kekFile());
    assertThat(started(store).rewrap()).isEqualTo(new Rewrapped(1, 0, 0));
    KekRing ring = KekRing.read(places.kekFile());
    ring.remove(ring.oldest(), keys);
    assertThat(played(started(store), ID, sealed.fingerprint())).isEqualTo(played);
    assertThat(media(store, ID)).isEqualTo(media);
  }

  @ParameterizedTest
  @EnumSource
  void a_shredded_recording_is_gone_and_no_backup_revives_it(Store store) throws IOException {
    Vault vault = started(store);
    Sealed sealed = stored(vault, ID);
    Sealed kept = stored(vault, OTHER);
    byte[] media = media(store, ID);
    Path key = Files.copy(keys.key(ID), root.resolve("key backup"));
    assertThat(vault.shred(ID).mediaDeleted()).isTrue();
    isShredded(vault, sealed);

    replaceMedia(store, ID, media);
    Files.copy(key, keys.key(ID));
    Vault next = started(store);
    next.upkeep();
    isShredded(next, sealed);
    vault.verify(OTHER, kept.fingerprint());
  }

  void isShredded(Vault vault, Sealed sealed) throws IOException {
    assertThat(vault.isShredded(ID)).isTrue();
    assertThat(vault.listFinished()).containsExactly(OTHER);
    assertThat(keys.key(ID)).doesNotExist();
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.open(ID, sealed.fingerprint()));
    assertThatExceptionOfType(ShreddedRecordingException.class)
        .isThrownBy(() -> vault.verify(ID, sealed.fingerprint()));
    assertThatExceptionOfType(ShreddedRecordingException.class).isThrownBy(() -> vault.recover(ID));
    assertThatExceptionOfType(ShreddedRecordingException.class).isThrownBy(() -> vault.create(ID));
  }
}
