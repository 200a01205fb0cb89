package org.televisit.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ByteRangeTest {

  @ParameterizedTest
  @CsvSource({
    "bytes=0-0,       1000, 0,   1",
    "bytes=0-499,     1000, 0,   500",
    "bytes=500-999,   1000, 500, 500",
    "bytes=500-5000,  1000, 500, 500",
    "bytes=999-,      1000, 999, 1",
    "bytes=0-,        1000, 0,   1000",
    "bytes=-1,        1000, 999, 1",
    "bytes=-2000,     1000, 0,   1000",
    "BYTES=1-2,       1000, 1,   2",
    "'bytes= 1-2 ,',  1000, 1,   2",
    "bytes=0-,        9000000, 0, 2097152",
    "bytes=100-,      9000000, 100, 2097152",
    "bytes=8000000-,  9000000, 8000000, 1000000",
    "bytes=0-8999999, 9000000, 0, 9000000",
    "bytes=1-99999999999999999999, 1000, 1, 999",
    "bytes=-99999999999999999999,  1000, 0, 1000",
  })
  void one_range_is_cut_to_what_there_is(String header, long of, long offset, long length) {
    assertThat(ByteRange.of(header, of)).isEqualTo(new ByteRange(206, offset, length, of));
  }

  @ParameterizedTest
  @CsvSource({
    "bytes=1000-,     1000",
    "bytes=1000-1001, 1000",
    "bytes=-0,        1000",
    "bytes=0-,        0",
    "bytes=-5,        0",
    "bytes=99999999999999999999-, 1000",
  })
  void a_range_without_a_byte_cannot_be_satisfied(String header, long of) {
    assertThat(ByteRange.of(header, of)).isEqualTo(new ByteRange(416, 0, 0, of));
    assertThat(ByteRange.of(header, of).contentRange()).isEqualTo("bytes */" + of);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "bytes",
        "bytes=",
        "bytes=-",
        "bytes=a-b",
        "bytes=5-2",
        "bytes=1-2,4-5",
        "bytes=+1-2",
        "bytes=1--2",
        "bytes=--1",
        "lines=1-2",
        "bytes=1-2\r\nX: y",
        "bytes=1.5-2",
        "bytes=0x1-2",
        "bytes=\u0661-\u0662",
        "1-2",
        "bytes 1-2/3"
      })
  void what_is_not_understood_is_ignored(String header) {
    assertThat(ByteRange.of(header, 1000)).isEqualTo(new ByteRange(200, 0, 1000, 1000));
  }

  @Test
  void no_header_asks_for_everything() {
    assertThat(ByteRange.of(null, 1000)).isEqualTo(new ByteRange(200, 0, 1000, 1000));
  }

  @Test
  void the_answer_says_which_part_it_is() {
    assertThat(ByteRange.of("bytes=500-", 1000).contentRange()).isEqualTo("bytes 500-999/1000");
  }
}
