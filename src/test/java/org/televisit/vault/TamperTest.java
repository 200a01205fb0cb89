package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.vault.TestVault.ID;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.vault.DamagedRecordingException.Fault;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TamperTest {

  static final int PART = 300;
  static final int FRAME = Frame.HEADER + PART + Frame.OVERHEAD;
  static final UUID OTHER = UUID.fromString("5f0c9a44-91a1-4e6b-8d3a-6b1f0e2d4c7a");

  Path directory;
  TestVault vault;
  byte[] stream;
  Sealed sealed;
  Path file;
  byte[] whole;
  int head;

  /** Five parts of 300 bytes each. */
  @BeforeEach
  void seal(@TempDir Path temporary) throws IOException {
    directory = temporary;
    vault = new TestVault(directory);
    stream = new byte[5 * PART];
    new Random(9).nextBytes(stream);
    sealed = vault.seal(ID, stream, PART);
    file = vault.store.finished(ID);
    whole = Files.readAllBytes(file);
    head = SealedHead.LENGTH;
  }

  /** What a reader makes of the file if it holds these bytes. */
  void isDamaged(byte[] bytes, Fault... faults) throws IOException {
    Files.write(file, bytes);
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(ID).mustBe(sealed.fingerprint()).verify())
        .satisfies(
            e -> {
              assertThat(e.recording()).isEqualTo(ID);
              assertThat(e.fault()).isIn((Object[]) faults);
            });
  }

  int part(int number) {
    return head + number * FRAME;
  }

  /** The file with the bytes of one place copied over those of another. */
  byte[] copied(byte[] source, int from, int to, int length) {
    byte[] bytes = whole.clone();
    System.arraycopy(source, from, bytes, to, length);
    return bytes;
  }

  @Test
  void the_untouched_file_is_whole() throws IOException {
    vault.open(ID).mustBe(sealed.fingerprint()).verify();
    assertThat(vault.stream(ID)).isEqualTo(stream);
  }

  @Test
  void no_bit_can_be_changed_anywhere() throws IOException {
    for (int i = 0; i < whole.length; i++) {
      byte[] bytes = whole.clone();
      bytes[i] ^= (byte) (1 << i % 8);
      isDamaged(bytes, Fault.HEAD, Fault.KEY, Fault.PART, Fault.END, Fault.UNFINISHED);
    }
  }

  @Test
  void no_end_can_be_cut_off() throws IOException {
    for (int length = 0; length < whole.length; length++) {
      isDamaged(Arrays.copyOf(whole, length), Fault.HEAD, Fault.UNFINISHED);
    }
  }

  @Test
  void nothing_can_be_added() throws IOException {
    isDamaged(Arrays.copyOf(whole, whole.length + 1), Fault.UNFINISHED);
    byte[] twice = Arrays.copyOf(whole, whole.length + 114);
    System.arraycopy(whole, whole.length - 114, twice, whole.length, 114); // a second end frame
    isDamaged(twice, Fault.END);
  }

  @Test
  void parts_cannot_change_places() throws IOException {
    byte[] bytes = copied(whole, part(1), part(2), FRAME);
    System.arraycopy(whole, part(2), bytes, part(1), FRAME);
    isDamaged(bytes, Fault.PART);
  }

  @Test
  void the_sealed_bytes_of_parts_cannot_change_places_under_their_headers() throws IOException {
    int content = Frame.HEADER;
    byte[] bytes = copied(whole, part(1) + content, part(2) + content, FRAME - content);
    System.arraycopy(whole, part(2) + content, bytes, part(1) + content, FRAME - content);
    isDamaged(bytes, Fault.PART);
  }

  @Test
  void a_part_cannot_be_taken_out() throws IOException {
    byte[] bytes = Arrays.copyOf(whole, whole.length - FRAME);
    System.arraycopy(whole, part(2), bytes, part(1), whole.length - part(2));
    isDamaged(bytes, Fault.END);
  }

  @Test
  void a_part_of_another_recording_is_foreign() throws IOException {
    vault.seal(OTHER, stream, PART);
    byte[] other = Files.readAllBytes(vault.store.finished(OTHER));
    isDamaged(copied(other, part(1), part(1), FRAME), Fault.PART);
  }

  @Test
  void another_recording_cannot_take_its_place() throws IOException {
    vault.seal(OTHER, stream, PART);
    byte[] other = Files.readAllBytes(vault.store.finished(OTHER));
    isDamaged(other, Fault.HEAD);
    System.arraycopy(whole, 8, other, 8, 16); // under the right id, too
    isDamaged(other, Fault.END);
  }

  @Test
  void a_shorter_recording_of_the_same_key_cannot_take_its_place() throws IOException {
    Files.write(vault.store.unfinished(ID), Arrays.copyOf(whole, part(3)));
    Files.delete(file);
    Sealed shorter = CrashRecovery.recover(ID, vault.store, vault.keys);
    vault.open(ID).mustBe(shorter.fingerprint()).verify(); // whole in itself
    isDamaged(Files.readAllBytes(file), Fault.EXCHANGED);
  }

  @Test
  void another_key_encryption_key_does_not_open_it() throws IOException {
    KeyEncryptionKey wrong = KeyEncryptionKey.create(directory.resolve("other.json"));
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> SealedFile.open(file, ID, new RecordingKeys(vault.keyDirectory, wrong)))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.KEY));
  }

  @Test
  void a_file_that_is_gone_is_missed() throws IOException {
    Files.delete(file);
    assertThatExceptionOfType(DamagedRecordingException.class)
        .isThrownBy(() -> vault.open(ID))
        .satisfies(e -> assertThat(e.fault()).isEqualTo(Fault.MISSING));
  }

  @Test
  void a_file_that_is_exchanged_while_it_is_open_is_noticed_by_the_next_part() throws IOException {
    SealedFile open = vault.open(ID);
    Path other = Files.write(directory.resolve("other"), copied(whole, part(1), part(2), FRAME));
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertThatExceptionOfType(DamagedRecordingException.class).isThrownBy(open::verify);
  }

  @Test
  void nothing_of_a_damaged_part_is_handed_out() throws IOException {
    byte[] bytes = whole.clone();
    bytes[part(3) - 1] ^= 1; // the last byte of part 2
    Files.write(file, bytes);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealedFile.Reading reading = vault.open(ID).read(0)) {
      assertThatExceptionOfType(DamagedRecordingException.class)
          .isThrownBy(() -> reading.copy(PART / 2, 3 * PART, out));
    }
    assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(stream, PART / 2, 2 * PART));
  }
}
