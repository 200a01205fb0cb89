package org.televisit.kurento.webm;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What happens when a disk does not take a recording: a pipe that nobody reads stands for it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(60)
class FileTargetTest {

  private static final byte[] SECOND = new byte[80_000];

  @TempDir Path directory;
  private Path disk;
  private final AtomicLong nanoTime = new AtomicLong();
  private final WaitingBytes all = new WaitingBytes(1 << 30);

  @BeforeEach
  void hang() throws Exception {
    disk = directory.resolve("hanging.webm");
    assertThat(new ProcessBuilder("mkfifo", disk.toString()).start().waitFor()).isZero();
  }

  /** A pipe that somebody reads can be opened, so no thread is left behind. */
  @AfterEach
  void recover() throws IOException {
    new RandomAccessFile(disk.toFile(), "rw").close();
  }

  private void pass(long millis) {
    nanoTime.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  @Test
  void A_disk_that_takes_nothing_for_ten_seconds_is_too_slow_and_nothing_waits_for_it() {
    FileTarget target = new FileTarget(disk, all, nanoTime::get);
    for (int i = 0; i <= 10; i++) {
      assertThat(target.write(SECOND)).isTrue();
      pass(1000);
    }
    assertThat(target.write(SECOND)).isFalse();
    assertThat(all.bytes()).isEqualTo(11L * SECOND.length);
    target.abort();
    assertThat(all.bytes()).isZero();
    assertThat(target.outcome()).isCompletedExceptionally();
    assertThat(target.write(SECOND)).as("lost like what waited").isTrue();
    assertThat(all.bytes()).isZero();
  }

  @Test
  void No_disk_may_be_behind_by_more_than_8_megabytes() {
    FileTarget target = new FileTarget(disk, all, nanoTime::get);
    assertThat(target.write(new byte[8 << 20])).isTrue();
    assertThat(target.write(new byte[1])).isFalse();
    target.abort();
  }

  @Test
  void Where_all_together_leave_too_much_waiting_those_who_are_behind_make_room() {
    WaitingBytes few = new WaitingBytes(3L * SECOND.length);
    FileTarget stuck = new FileTarget(disk, few, nanoTime::get);
    assertThat(stuck.write(SECOND)).isTrue();
    pass(1500);
    assertThat(stuck.write(SECOND)).as("there is room").isTrue();
    FileTarget young = new FileTarget(disk, few, nanoTime::get);
    assertThat(young.write(SECOND)).isTrue();
    assertThat(young.write(SECOND)).as("it is not behind").isTrue();
    assertThat(stuck.write(SECOND)).isFalse();
    stuck.abort();
    pass(1500);
    assertThat(young.write(SECOND)).as("there is room again").isTrue();
    young.abort();
  }

  @Test
  void What_was_written_is_patched_at_the_end() throws Exception {
    Path file = directory.resolve("good.webm");
    FileTarget target = new FileTarget(file, all);
    assertThat(target.write(new byte[] {1, 2, 3})).isTrue();
    assertThat(target.write(new byte[] {4, 5})).isTrue();
    target.finish(List.of(new Patch(2, new byte[] {9, 8}))).get(10, SECONDS);
    assertThat(Files.readAllBytes(file)).containsExactly(1, 2, 9, 8, 5);
    assertThat(all.bytes()).isZero();
  }
}
