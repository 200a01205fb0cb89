package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.televisit.vault.TestVault.ID;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An object store takes each recording once and whole, whatever fails on the way there. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ObjectStoreIT extends VaultFixture {

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
