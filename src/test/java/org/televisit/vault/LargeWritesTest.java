package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LargeWritesTest {

  static final int MOST = 2 << 20;

  final List<Integer> pieces = new ArrayList<>();
  final ByteArrayOutputStream passed = new ByteArrayOutputStream();
  final WritableByteChannel taker =
      new WritableByteChannel() {
        @Override
        public int write(ByteBuffer bytes) {
          int length = bytes.remaining();
          byte[] piece = new byte[length];
          bytes.get(piece);
          pieces.add(length);
          passed.writeBytes(piece);
          return length;
        }

        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void close() {
          throw new AssertionError("it belongs to somebody else");
        }
      };

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 22, 65_536, MOST - 1, MOST, MOST + 1, 5_000_001})
  void pass_everything_on_in_pieces_of_the_same_size(int total) throws IOException {
    byte[] bytes = noise(total);
    try (LargeWrites writes = new LargeWrites(taker, total)) {
      for (int at = 0, step = 1; at < total; at += step, step = 1 + (at * 7) % 70_000) {
        writes.write(bytes, at, Math.min(step, total - at));
      }
      writes.flush();
    }
    assertThat(passed.toByteArray()).isEqualTo(bytes);
    int count = (total + MOST - 1) / MOST;
    assertThat(pieces)
        .hasSize(count)
        .allSatisfy(piece -> assertThat(piece).isLessThanOrEqualTo(MOST))
        .allSatisfy(piece -> assertThat(piece).isGreaterThan(total / Math.max(1, count) - count));
  }

  @Test
  void pass_on_what_came_before_a_fault_and_nothing_unasked() throws IOException {
    byte[] bytes = noise(100);
    try (LargeWrites writes = new LargeWrites(taker, 1_000)) {
      writes.write(bytes, 0, 60);
      writes.write(bytes[60]);
      assertThat(passed.size()).isZero();
      writes.flush();
    }
    assertThat(passed.toByteArray()).isEqualTo(Arrays.copyOf(bytes, 61));
    try (LargeWrites writes = new LargeWrites(taker, 1_000)) {
      writes.write(bytes, 0, 60);
    }
    assertThat(passed.size()).isEqualTo(61);
  }

  @Test
  void are_over_once_closed_whatever_others_write_then() throws IOException {
    LargeWrites over = new LargeWrites(taker, 100);
    over.write(noise(50), 0, 50);
    over.close();
    over.close();
    byte[] first = noise(90);
    byte[] second = noise(91);
    try (LargeWrites one = new LargeWrites(taker, 100);
        LargeWrites two = new LargeWrites(taker, 100)) {
      one.write(first);
      two.write(second);
      assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(() -> over.write(first));
      assertThatExceptionOfType(ClosedChannelException.class).isThrownBy(over::flush);
      one.flush();
      two.flush();
    }
    assertThat(passed.toByteArray())
        .isEqualTo(ByteBuffer.allocate(181).put(first).put(second).array());
  }

  @Test
  void are_small_while_all_large_buffers_are_taken_and_large_again_then() throws IOException {
    byte[] bytes = noise(MOST);
    List<LargeWrites> many = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      many.add(new LargeWrites(taker, MOST));
    }
    for (LargeWrites each : many) {
      each.write(bytes);
    }
    assertThat(pieces.subList(0, 8)).containsOnly(MOST);
    assertThat(pieces.subList(8, pieces.size())).hasSize(MOST >> 16).containsOnly(1 << 16);
    many.forEach(LargeWrites::close);
    pieces.clear();
    try (LargeWrites next = new LargeWrites(taker, MOST)) {
      next.write(bytes);
    }
    assertThat(pieces).containsExactly(MOST);
  }
}
