package org.televisit.recording;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.compliance.TinyWebm;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;
import org.televisit.vault.VaultWithKeyService;

/** Real files in a vault, and rows that only note what they are told. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingRecoveryTest {

  static final String DEAD = "televisit-2";

  final RecordingId id = RecordingId.random();
  final List<String> told = new ArrayList<>();
  final RecordingRecovery recovery = new RecordingRecovery();
  RecordingFailure failed = RecordingFailure.STORAGE;
  Instant now = Instant.parse("2026-03-02T12:00:00Z");
  Path home;
  Vault vault;

  private final class Rows extends IngestRegister {

    @Override
    List<RecordingId> unfinishedOf(String node) {
      return List.of(id);
    }

    @Override
    List<RecordingId> failedOf(String node, RecordingFailure why) {
      return failed == why ? List.of(id) : List.of();
    }

    @Override
    List<RecordingId> runningOf(String node, Instant requestedBefore) {
      return List.of(id);
    }

    @Override
    void recovered(Sealed file, RecordingEnd why) {
      told.add("recovered " + file.duration().toMillis() + " " + why.code());
    }

    @Override
    void salvaged(Sealed file) {
      told.add("salvaged " + file.duration().toMillis());
    }

    @Override
    void missing(RecordingId recording, boolean own, Instant at) {
      told.add("missing " + (own ? "here" : "elsewhere"));
    }

    @Override
    void failed(RecordingId recording, RecordingFailure why, Instant at) {
      told.add("failed " + why.code());
    }
  }

  @BeforeEach
  void open(@TempDir Path directory) throws IOException {
    home = directory;
    vault = Vault.at(home.resolve("recordings"), home.resolve("kek.json"), true);
    recovery.vault = vault;
    recovery.rows = new Rows();
    recovery.late = new LateRows();
    recovery.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  }

  /** Written up to here by somebody who died. */
  private void left() throws IOException {
    try (SealedWriter writer = vault.create(id.value())) {
      byte[] media = TinyWebm.ofSeconds(5);
      writer.write(media, 0, media.length);
    }
  }

  private Path file() throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("recordings"))) {
      return files.filter(Files::isRegularFile).findFirst().orElseThrow();
    }
  }

  @Nested
  class Of_this_node {

    @Test
    void what_was_cut_off_is_finished() throws IOException {
      left();
      recovery.recover(id);
      assertThat(told).containsExactly("recovered 5000 node-died");
    }

    @Test
    void what_was_finished_and_not_noted_is_noted() throws IOException {
      try (SealedWriter writer = vault.create(id.value())) {
        byte[] media = TinyWebm.ofSeconds(3);
        writer.write(media, 0, media.length);
        writer.finish(FinishReason.COMPLETE);
      }
      recovery.recover(id);
      assertThat(told).containsExactly("recovered 3000 node-died");
    }

    @Test
    void what_is_being_written_is_left_alone() throws IOException {
      try (SealedWriter writer = vault.create(id.value())) {
        recovery.recover(id);
        assertThat(told).isEmpty();
        writer.write(new byte[10], 0, 10); // and it goes on
      }
    }

    @Test
    void what_is_damaged_is_lost_and_its_bytes_stay() throws IOException {
      left();
      byte[] bytes = Files.readAllBytes(file());
      bytes[bytes.length / 2] ^= 1;
      Files.write(file(), bytes, StandardOpenOption.TRUNCATE_EXISTING);
      recovery.recover(id);
      assertThat(told).containsExactly("failed lost");
      assertThat(file()).hasBinaryContent(bytes);
    }

    @Test
    void what_never_had_a_file_is_missing_here() {
      recovery.recover(id);
      assertThat(told).containsExactly("missing here");
    }
  }

  @Nested
  class Of_a_dead_node {

    @Test
    void what_was_cut_off_is_finished() throws IOException {
      left();
      recovery.takeOver(DEAD);
      assertThat(told).containsExactly("recovered 5000 node-died");
    }

    @Test
    void what_is_written_all_the_same_is_left_alone() throws IOException {
      try (SealedWriter writer = vault.create(id.value())) {
        recovery.takeOver(DEAD);
        assertThat(told).isEmpty();
        writer.write(new byte[10], 0, 10);
      }
    }

    @Test
    void what_lies_on_its_own_disk_waits_for_it() {
      recovery.takeOver(DEAD);
      assertThat(told).containsExactly("missing elsewhere");
    }
  }

  @Nested
  class Whose_key_service_is_away {

    @Test
    void what_was_cut_off_says_so_and_is_finished_however_long_that_lasts(@TempDir Path directory)
        throws Exception {
      try (VaultWithKeyService service = new VaultWithKeyService(directory)) {
        vault = service.vault();
        left();
        recovery.vault = vault;
        Salvage salvage = new Salvage();
        NodeLife node = new NodeLife();
        node.name = "televisit-1";
        salvage.node = node;
        salvage.rows = recovery.rows;
        salvage.late = recovery.late;
        salvage.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
        salvage.vault = vault;
        salvage.room = Long.MAX_VALUE; // it has nothing to do with room
        failed = RecordingFailure.KEYS_AWAY;

        service.goAway();
        recovery.recover(id);
        for (int i = 0; i < 360; i++) { // an hour
          salvage.tryAgain();
          now = now.plusSeconds(10);
        }
        assertThat(told).containsExactly("failed keys-away");
        service.comeBack();
        for (int i = 0; i < 61; i++) {
          salvage.tryAgain();
          now = now.plusSeconds(10);
        }
        assertThat(told).startsWith("failed keys-away", "salvaged 5000");
      }
    }
  }

  @Nested
  class That_nobody_writes_any_more {

    final Orphans orphans = new Orphans();
    final Set<RecordingId> running = new HashSet<>();

    @BeforeEach
    void open() {
      NodeLife node = new NodeLife();
      node.name = "televisit-1";
      orphans.node = node;
      orphans.recovery = recovery;
      UploadRows uploads = new UploadRows();
      uploads.late = recovery.late;
      uploads.rows = recovery.rows;
      uploads.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
      uploads.ingests =
          new Ingests() {
            @Override
            Map<RecordingId, Received> counts() {
              return running.stream().collect(toMap(r -> r, r -> new Received(0, Duration.ZERO)));
            }
          };
      orphans.uploads = uploads;
    }

    @Test
    void is_finished_when_the_row_was_refused() throws IOException {
      try (SealedWriter writer = vault.create(id.value())) {
        byte[] media = TinyWebm.ofSeconds(3);
        writer.write(media, 0, media.length);
        writer.finish(FinishReason.COMPLETE);
      }
      orphans.finish();
      assertThat(told).isEmpty(); // its row may be being written
      orphans.finish();
      assertThat(told).containsExactly("recovered 3000 media-lost");
    }

    @Test
    void is_not_what_an_upload_runs_for() throws IOException {
      left();
      running.add(id);
      orphans.finish();
      orphans.finish();
      assertThat(told).isEmpty();
    }

    @Test
    void is_not_what_still_waits_for_the_database() throws IOException {
      left();
      recovery.late.write(
          id,
          () -> {
            throw new IllegalStateException(new SQLException("gone", "08006"));
          });
      orphans.finish();
      orphans.finish();
      assertThat(told).isEmpty();
    }
  }

  @Nested
  class After_a_full_disk {

    final Salvage salvage = new Salvage();

    @BeforeEach
    void open() {
      NodeLife node = new NodeLife();
      node.name = "televisit-1";
      salvage.node = node;
      salvage.rows = recovery.rows;
      salvage.late = recovery.late;
      salvage.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
      salvage.vault = vault;
      salvage.directory = home.toString();
    }

    @Test
    void nothing_is_tried_while_there_is_no_room() throws IOException {
      left();
      salvage.room = Long.MAX_VALUE;
      salvage.tryAgain();
      assertThat(told).isEmpty();
    }

    @Test
    void what_had_arrived_is_finished_when_there_is() throws IOException {
      left();
      salvage.tryAgain();
      assertThat(told).containsExactly("salvaged 5000");
    }

    @Test
    void what_left_no_file_is_tried_once() {
      salvage.tryAgain();
      now = now.plusSeconds(86_400);
      salvage.tryAgain();
      assertThat(told).isEmpty();
    }
  }
}
