package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.consent.FakeConsents;
import org.televisit.consent.Provision;
import org.televisit.consent.Purpose;
import org.televisit.consent.Saying;
import org.televisit.consent.SpokenAnswer;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WithdrawalNotesTest {

  static final Instant SAID = RoomFixture.TEN;

  @TempDir Path disk;

  final FakeConsents consents = new FakeConsents();

  @BeforeEach
  void agree() {
    consents.answers.put(RoomFixture.PATIENT.subject(), Provision.PERMIT);
  }

  /** Another life of the node: the same disk, nothing else. */
  private WithdrawalNotes life() {
    WithdrawalNotes notes = new WithdrawalNotes();
    notes.consents = consents;
    notes.directory = disk.resolve("withdrawals");
    return notes;
  }

  private Path keep() {
    return life().keep(RoomFixture.VISIT, RoomFixture.PATIENT, Saying.at(SAID)).orElseThrow();
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(disk.resolve("withdrawals"))) {
      return files.toList();
    }
  }

  private @Nullable Provision answer() {
    return consents.answers.get(RoomFixture.PATIENT.subject());
  }

  @Test
  void what_a_dead_process_could_not_store_is_stored_by_the_next_one() throws IOException {
    keep();
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.DENY);
    assertThat(files()).isEmpty();
  }

  @Test
  void what_a_practitioner_heard_is_stored_as_such_by_the_next_process() throws IOException {
    SpokenAnswer refusal =
        new SpokenAnswer(
            RoomFixture.PATIENT.subject(),
            Purpose.RECORDING,
            Provision.DENY,
            Locale.SIMPLIFIED_CHINESE);
    life().keep(RoomFixture.VISIT, RoomFixture.DOCTOR, refusal, Saying.at(SAID));
    assertThat(life().storeAll()).isTrue();
    assertThat(consents.spoken).containsExactly(refusal);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_note_counts_from_when_it_was_said_not_from_when_it_was_heard() throws IOException {
    life().keep(RoomFixture.VISIT, RoomFixture.PATIENT, new Saying(SAID, SAID.plusSeconds(60)));
    consents.answeredAt.put(RoomFixture.PATIENT.subject(), SAID.plusSeconds(1));
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.PERMIT);
    assertThat(files()).isEmpty();
  }

  @Test
  void a_note_of_an_earlier_release_is_stored_as_well() throws IOException {
    Files.createDirectories(disk.resolve("withdrawals"));
    Files.writeString(
        disk.resolve("withdrawals").resolve("0.json"),
        """
        {"visit":"%s","subject":"sub-p","name":"Ada","roles":["patient"],"at":"%s"}
        """
            .formatted(RoomFixture.VISIT.value(), SAID));
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.DENY);
  }

  @Test
  void a_note_stays_until_the_database_is_back() throws IOException {
    keep();
    consents.away = true;
    assertThat(life().storeAll()).isFalse();
    assertThat(files()).hasSize(1);
    consents.away = false;
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.DENY);
  }

  @Test
  void an_old_note_undoes_no_later_agreement() throws IOException {
    keep();
    consents.answeredAt.put(RoomFixture.PATIENT.subject(), SAID.plusSeconds(1));
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.PERMIT);
    assertThat(files()).isEmpty();
  }

  @Test
  void what_was_stored_is_not_noted_any_more() throws IOException {
    life().drop(keep());
    assertThat(files()).isEmpty();
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.PERMIT);
  }

  @Test
  void nobody_else_on_the_machine_reads_a_note() throws IOException {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keep())))
        .isEqualTo("rw-------");
  }

  @Test
  void a_node_without_notes_has_nothing_to_do() {
    assertThat(life().storeAll()).isTrue();
  }

  @Test
  void what_is_no_note_hinders_no_other() throws IOException {
    keep();
    Files.writeString(disk.resolve("withdrawals").resolve("0.json"), "{\"visit\":");
    assertThat(life().storeAll()).isTrue();
    assertThat(answer()).isEqualTo(Provision.DENY);
  }

  @Test
  void a_disk_that_takes_no_note_does_not_hold_up_a_withdrawal() throws IOException {
    Files.writeString(disk.resolve("withdrawals"), "a file where the directory should be");
    assertThat(life().keep(RoomFixture.VISIT, RoomFixture.PATIENT, Saying.at(SAID))).isEmpty();
  }
}
