package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.AfterContainer;

class SealedFormatTest {

  static final Path DIRECTORY = makeDirectory();

  static Path makeDirectory() {
    try {
      return Files.createTempDirectory("sealed");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    try (Stream<Path> files = Files.walk(DIRECTORY)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  @Property(tries = 60)
  void a_stream_survives_any_cuts_and_pauses(
      @ForAll @Size(max = 30) List<@IntRange(max = 100_000) Integer> pieces,
      @ForAll @Size(value = 30) List<@IntRange(max = 1_500) Integer> pausesInMillis)
      throws IOException {
    TestVault vault = new TestVault(DIRECTORY);
    UUID id = UUID.randomUUID();
    byte[] stream = new byte[pieces.stream().mapToInt(i -> i).sum()];
    new Random(7).nextBytes(stream);
    Sealed sealed;
    try (SealedWriter writer = vault.writer(id)) {
      int at = 0;
      for (int i = 0; i < pieces.size(); i++) {
        writer.write(stream, at, pieces.get(i));
        at += pieces.get(i);
        vault.nanos.addAndGet(pausesInMillis.get(i) * 1_000_000L);
        writer.tick();
      }
      sealed = writer.finish(FinishReason.COMPLETE);
    }
    SealedFile file = vault.open(id).mustBe(sealed.fingerprint());
    file.verify();
    assertThat(file.describe()).isEqualTo(sealed);
    assertThat(vault.stream(id)).isEqualTo(stream);
    assertThat(sealed.fingerprint())
        .isEqualTo(
            new Fingerprint(
                stream.length, HexFormat.of().formatHex(Fingerprint.digest().digest(stream))));
    readsAtRandom(file, stream);
    assertThat(Files.size(vault.store.finished(id)))
        .isLessThan(stream.length + 600 + 57L * sealed.parts());
  }

  private static void readsAtRandom(SealedFile file, byte[] stream) throws IOException {
    Random random = new Random(3);
    try (SealedFile.Reading reading = file.read(0)) {
      for (int i = 0; i < 20; i++) {
        int from = random.nextInt(stream.length + 1);
        int length = random.nextInt(stream.length - from + 1);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        reading.copy(from, length, out);
        assertThat(out.toByteArray()).isEqualTo(Arrays.copyOfRange(stream, from, from + length));
      }
    }
  }
}
