package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.vault.DamagedRecordingException.Fault;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A vault over each kind of store, and whatever somebody might do to what it keeps there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class VaultIT {

  static final UUID OTHER = UUID.fromString("5f0c9a44-91a1-4e6b-8d3a-6b1f0e2d4c7a");
  static final byte[] STREAM = WebmIndexerTest.STREAM;

  enum Store {
    DIRECTORY,
    S3
  }

  static Stream<Arguments> attacks() {
    return Stream.of(Store.values())
        .flatMap(store -> Stream.of(Attack.values()).map(attack -> Arguments.of(store, attack)));
  }

  static S3Server server;
  static S3Client client;

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    server = S3Server.start(directory);
    client = server.settings("").client();
  }

  @AfterAll
  static void stopServer() {
    client.close();
    server.close();
  }

  Path root;
  VaultPlaces places;
  KeyDirectory keys;
  RecordingStore spool;
  String prefix;

  @BeforeEach
  void place(@TempDir Path directory) throws IOException {
    root = directory.toRealPath();
    places =
        new VaultPlaces(root.resolve("recordings"), root.resolve("keys"), root.resolve("kek.json"));
    keys = KeyDirectory.at(places.keys());
    spool = RecordingStore.at(places.recordings());
    prefix = UUID.randomUUID() + "/";
  }

  /** The vault of an application that was just started. */
  Vault started(Store store) throws IOException {
    VaultSettings settings = VaultSettings.of(places, true);
    if (store == Store.S3) {
      S3Settings remote = server.settings(prefix);
      settings.s3.store = "s3";
      settings.s3.endpoint = Optional.of(remote.endpoint().toString());
      settings.s3.bucket = Optional.of(remote.bucket());
      settings.s3.prefix = Optional.of(prefix);
      settings.s3.accessKey = Optional.of(remote.accessKey());
      settings.s3.secretKey = Optional.of(remote.secretKey());
    }
    return Vault.of(settings, Clock.systemUTC());
  }

  static Sealed record(Vault vault, UUID recording) throws IOException {
    try (SealedWriter writer = vault.create(recording)) {
      writer.write(STREAM, 0, STREAM.length);
      return writer.finish(FinishReason.COMPLETE);
    }
  }

  /** Records and has the store take it. */
  static Sealed stored(Vault vault, UUID recording) throws IOException {
    Sealed sealed = record(vault, recording);
    vault.upkeep();
    return sealed;
  }

  String name(UUID recording) {
    String id = recording.toString();
    return prefix + id.substring(id.length() - 2) + "/" + id + ".tmrv";
  }

  byte[] media(Store store, UUID recording) throws IOException {
    return store == Store.S3
        ? client
            .getObjectAsBytes(get -> get.bucket(S3Server.BUCKET).key(name(recording)))
            .asByteArray()
        : Files.readAllBytes(spool.finished(recording));
  }

  void replaceMedia(Store store, UUID recording, byte[] bytes) throws IOException {
    if (store == Store.S3) {
      client.putObject(
          put -> put.bucket(S3Server.BUCKET).key(name(recording)), RequestBody.fromBytes(bytes));
    } else {
      Files.createDirectories(spool.finished(recording).getParent());
      Files.write(spool.finished(recording), bytes);
    }
  }

  static byte[] played(Vault vault, UUID recording, Fingerprint expected) throws IOException {
    return TestVault.all(vault.open(recording, expected));
  }

  /** Opening or reading it tells the fault, and hands out nothing that is not genuine. */
  static void isDamaged(Vault vault, Sealed sealed, byte[] genuine, Fault fault) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(
            () -> {
              VirtualWebm webm = vault.open(sealed.recording(), sealed.fingerprint());
              webm.read(0, webm.length(), Channels.newChannel(out));
            })
        .satisfies(e -> assertThat(e.fault()).isEqualTo(fault));
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOf(genuine, out.size()));
    if (fault != Fault.PART) {
      assertThat(out.size()).isZero();
    }
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
    byte[] genuine = played(vault, ID, sealed.fingerprint());
    replaceMedia(store, ID, attack.on(media(store, ID), media(store, OTHER)));
    isDamaged(vault, sealed, genuine, attack.fault);
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
    isDamaged(vault, sealed, new byte[0], Fault.MISSING);
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
    isDamaged(vault, one, new byte[0], Fault.KEY);
    isDamaged(vault, two, new byte[0], Fault.KEY);

    TestVault foreign = new TestVault(Files.createDirectory(root.resolve("foreign")));
    foreign.seal(ID, STREAM, STREAM.length);
    Files.copy(foreign.keyDirectory.key(ID), keys.key(ID), StandardCopyOption.REPLACE_EXISTING);
    isDamaged(vault, one, new byte[0], Fault.KEY);
    Files.delete(keys.key(ID));
    isDamaged(vault, one, new byte[0], Fault.KEY);
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

  @Test
  void half_an_upload_is_never_listed_and_is_begun_anew() throws IOException {
    Vault vault = started(Store.S3);
    Sealed sealed = record(vault, ID);
    String upload =
        client
            .createMultipartUpload(create -> create.bucket(S3Server.BUCKET).key(name(ID)))
            .uploadId();
    client.uploadPart(
        part -> part.bucket(S3Server.BUCKET).key(name(ID)).uploadId(upload).partNumber(1),
        RequestBody.fromBytes(Arrays.copyOf(STREAM, 6 << 10)));

    Vault next = started(Store.S3); // the one before was killed in its upload
    assertThat(new S3Store(server.settings(prefix)).list()).isEmpty();
    assertThat(spool.listFinished()).containsExactly(ID);
    next.verify(ID, sealed.fingerprint());
    next.upkeep();
    assertThat(spool.listFinished()).isEmpty();
    next.verify(ID, sealed.fingerprint());
    assertThat(
            client
                .listMultipartUploads(list -> list.bucket(S3Server.BUCKET).prefix(prefix))
                .uploads())
        .isEmpty();
  }

  @Test
  void an_upload_that_was_complete_before_the_crash_is_not_sent_again() throws IOException {
    Vault vault = started(Store.S3);
    Sealed sealed = record(vault, ID);
    replaceMedia(Store.S3, ID, Files.readAllBytes(spool.finished(ID)));
    Vault next = started(Store.S3);
    assertThat(next.listFinished()).containsExactly(ID);
    next.upkeep();
    assertThat(spool.listFinished()).isEmpty();
    next.verify(ID, sealed.fingerprint());
  }

  @Test
  void another_object_of_that_name_is_never_overwritten_and_the_local_file_stays()
      throws IOException {
    Vault vault = started(Store.S3);
    Sealed sealed = record(vault, ID);
    replaceMedia(Store.S3, ID, new byte[] {1, 2, 3});
    vault.upkeep();
    assertThat(media(Store.S3, ID)).isEqualTo(new byte[] {1, 2, 3});
    vault.verify(ID, sealed.fingerprint()); // from the spool
    assertThatIOException()
        .isThrownBy(() -> new S3Store(server.settings(prefix)).take(ID, spool.finished(ID)))
        .withMessageContaining("another file");
  }

  @Test
  void one_that_cannot_be_moved_keeps_no_other_waiting() throws IOException {
    Vault vault = started(Store.S3);
    UUID first = UUID.fromString("00000000-0000-4000-8000-000000000000");
    UUID last = UUID.fromString("ffffffff-ffff-4fff-bfff-ffffffffffff");
    for (UUID recording : List.of(first, ID, last)) {
      record(vault, recording);
    }
    UUID stuck = spool.listFinished().get(0); // whoever is asked first
    byte[] other = {1, 2, 3};
    replaceMedia(Store.S3, stuck, other);
    vault.upkeep();
    assertThat(spool.listFinished()).containsExactly(stuck);

    UUID later = UUID.randomUUID();
    record(vault, later);
    vault.upkeep();
    assertThat(spool.listFinished()).containsExactly(stuck);
    assertThat(media(Store.S3, stuck)).isEqualTo(other);

    client.deleteObject(delete -> delete.bucket(S3Server.BUCKET).key(name(stuck)));
    for (int i = 0; i < 5; i++) {
      vault.upkeep();
    }
    assertThat(spool.listFinished()).isEmpty(); // as soon as the foreign object is out of the way
  }

  @Test
  void the_store_itself_refuses_to_overwrite() throws IOException {
    Vault vault = started(Store.S3);
    record(vault, ID);
    replaceMedia(Store.S3, ID, new byte[] {1, 2, 3});
    S3Upload racing = new S3Upload(client, S3Server.BUCKET, name(ID));
    assertThatExceptionOfType(S3Exception.class)
        .isThrownBy(() -> racing.send(spool.finished(ID)))
        .satisfies(e -> assertThat(e.statusCode()).isEqualTo(412));
    assertThat(media(Store.S3, ID)).isEqualTo(new byte[] {1, 2, 3});
  }

  @Test
  void while_the_store_is_down_recordings_are_made_played_and_shredded_and_moved_later()
      throws IOException {
    Vault vault = started(Store.S3);
    Sealed moved = stored(vault, OTHER);
    server.stop();
    try {
      Sealed waiting = record(vault, ID);
      vault.upkeep();
      vault.verify(ID, waiting.fingerprint());
      assertThatIOException().isThrownBy(() -> vault.open(OTHER, moved.fingerprint()));
      Shredded shredded = vault.shred(OTHER);
      assertThat(shredded.mediaDeleted()).isFalse();
      assertThat(started(Store.S3).isShredded(OTHER)).isTrue(); // it starts all the same
    } finally {
      server.startAgain();
    }
    assertThat(new S3Store(server.settings(prefix)).list()).containsExactly(OTHER);
    Vault next = started(Store.S3);
    next.upkeep();
    assertThat(new S3Store(server.settings(prefix)).list()).containsExactly(ID);
    assertThat(spool.listFinished()).isEmpty();
    assertThat(next.shred(OTHER).mediaDeleted()).isTrue();
  }

  @Test
  void a_recording_of_several_upload_parts_arrives_whole() throws IOException {
    Vault vault = started(Store.S3);
    byte[] noise = new byte[18 << 20];
    new Random(5).nextBytes(noise);
    Sealed sealed;
    try (SealedWriter writer = vault.create(ID)) {
      writer.write(noise, 0, noise.length);
      sealed = writer.finish(FinishReason.COMPLETE);
    }
    vault.upkeep();
    assertThat(spool.listFinished()).isEmpty();
    vault.verify(ID, sealed.fingerprint());
    assertThat(sealed.fingerprint().length()).isEqualTo(noise.length);
    assertThat(ByteBuffer.wrap(media(Store.S3, ID)).getInt()).isEqualTo(0x544D5256); // TMRV
  }
}
