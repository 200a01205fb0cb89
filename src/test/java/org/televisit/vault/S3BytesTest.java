package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class S3BytesTest {

  static final byte[] OBJECT = new byte[20 << 20];

  static {
    new Random(3).nextBytes(OBJECT);
  }

  final List<Integer> requests = new ArrayList<>();

  S3Bytes open(long ahead) {
    return new S3Bytes(
        (from, length) -> {
          requests.add(length);
          return Arrays.copyOfRange(OBJECT, (int) from, (int) from + length);
        },
        new S3Bytes.Description(OBJECT.length, "1"),
        ahead);
  }

  @Test
  void whatever_is_read_is_what_lies_there() throws IOException {
    S3Bytes bytes = open(0);
    Random random = new Random(4);
    for (int i = 0; i < 300; i++) {
      int from = random.nextInt(OBJECT.length);
      int length = random.nextInt(Math.min(200_000, OBJECT.length - from) + 1);
      assertThat(bytes.read(from, length))
          .isEqualTo(Arrays.copyOfRange(OBJECT, from, from + length));
    }
  }

  @Test
  void a_range_of_playback_takes_one_request() throws IOException {
    S3Bytes bytes = open(ByteRange.OPEN_ENDED_LIMIT);
    for (int at = 5_000_000; at < 5_000_000 + ByteRange.OPEN_ENDED_LIMIT - 65_536; at += 65_536) {
      bytes.read(at, 65_536);
    }
    assertThat(requests).hasSize(1);
  }

  @Test
  void reading_in_order_takes_ever_larger_steps_up_to_4_MiB() throws IOException {
    S3Bytes bytes = open(0);
    for (int at = 0; at < OBJECT.length; at += 65_536) {
      bytes.read(at, 65_536);
    }
    assertThat(requests.get(0)).isEqualTo(64 << 10);
    assertThat(requests).hasSizeLessThan(12).allMatch(length -> length <= 4 << 20);
  }

  @Test
  void jumping_about_does_not() throws IOException {
    S3Bytes bytes = open(0);
    for (int at = 0; at < OBJECT.length; at += 2 << 20) {
      bytes.read(at, 20);
    }
    assertThat(requests).hasSize(10).allMatch(length -> length == 64 << 10);
  }

  @Test
  void nothing_beyond_the_end_is_asked_for() throws IOException {
    S3Bytes bytes = open(0);
    bytes.read(OBJECT.length - 10, 10);
    assertThat(requests).containsExactly(10);
    assertThatExceptionOfType(EOFException.class)
        .isThrownBy(() -> bytes.read(OBJECT.length - 10, 11));
  }

  @Test
  void a_store_that_sends_less_than_it_should_is_found_out() {
    S3Bytes bytes =
        new S3Bytes(
            (from, length) -> new byte[length - 1], new S3Bytes.Description(OBJECT.length, "1"), 0);
    assertThatIOException()
        .isThrownBy(() -> bytes.read(0, 10))
        .isNotInstanceOf(EOFException.class) // the recording is not damaged
        .withMessageContaining("the store sent");
  }
}
