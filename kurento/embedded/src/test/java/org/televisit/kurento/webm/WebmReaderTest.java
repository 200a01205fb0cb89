package org.televisit.kurento.webm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WebmReaderTest {

  private static final List<WebmFrame> FRAMES = frames();

  private static List<WebmFrame> frames() {
    List<WebmFrame> frames = new ArrayList<>();
    Random random = new Random(7);
    for (int i = 0; i < 400; i++) {
      byte[] data = new byte[1 + random.nextInt(20_000)];
      random.nextBytes(data);
      boolean video = i % 2 == 0;
      boolean key = !video || i % 100 == 0;
      data[0] = (byte) (key ? data[0] & ~1 : data[0] | 1);
      frames.add(new WebmFrame(video, i * 50L, key, data));
    }
    return frames;
  }

  private static byte[] file(boolean seekable) {
    WebmWriter writer = new WebmWriter(new WebmLayout(true, true, 640, 480, seekable));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(writer.header());
    FRAMES.forEach(frame -> writer.frame(frame, out));
    out.writeBytes(writer.trailer());
    byte[] bytes = out.toByteArray();
    for (Patch patch : writer.patches()) {
      System.arraycopy(patch.bytes(), 0, bytes, (int) patch.position(), patch.bytes().length);
    }
    return bytes;
  }

  private static List<WebmFrame> read(byte[] file) throws IOException {
    List<WebmFrame> frames = new ArrayList<>();
    try (WebmReader reader = new WebmReader(new ByteArrayInputStream(file))) {
      reader.begin();
      for (Optional<WebmFrame> next = reader.next(); next.isPresent(); next = reader.next()) {
        frames.add(next.get());
      }
    }
    return frames;
  }

  private static void assertSame(List<WebmFrame> read, List<WebmFrame> written) {
    assertThat(read).hasSameSizeAs(written);
    for (int i = 0; i < read.size(); i++) {
      WebmFrame frame = read.get(i);
      assertThat(frame.data()).isEqualTo(written.get(i).data());
      assertThat(frame.millis()).isEqualTo(written.get(i).millis());
      assertThat(frame.video()).isEqualTo(written.get(i).video());
      assertThat(frame.keyFrame()).isEqualTo(written.get(i).keyFrame());
    }
  }

  @Test
  void What_was_written_is_read_again() throws IOException {
    assertSame(read(file(true)), FRAMES);
    assertSame(read(file(false)), FRAMES);
  }

  @Test
  void The_header_tells_codecs_and_duration() throws IOException {
    try (WebmReader finished = new WebmReader(new ByteArrayInputStream(file(true)));
        WebmReader streamed = new WebmReader(new ByteArrayInputStream(file(false)))) {
      finished.begin();
      streamed.begin();
      assertThat(finished.videoCodec()).contains("V_VP8");
      assertThat(finished.audioCodec()).contains("A_OPUS");
      assertThat(finished.durationMillis()).isEqualTo(OptionalLong.of(399 * 50 + 20));
      assertThat(streamed.durationMillis()).isEmpty();
    }
  }

  @Test
  void A_file_that_breaks_off_is_read_up_to_there() throws IOException {
    byte[] whole = file(false);
    List<WebmFrame> half = read(Arrays.copyOf(whole, whole.length / 2));
    assertThat(half).hasSizeBetween(100, 300);
    assertSame(half, FRAMES.subList(0, half.size()));
  }

  @Test
  void What_is_no_WebM_is_refused() {
    assertThatThrownBy(
            () -> read("this is no film".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> read(new byte[0])).isInstanceOf(IOException.class);
  }

  @Test
  void Names_and_tracks_without_end_are_refused() {
    String head = "1a45dfa380" + "18538067ff" + "1654ae6bff";
    StringBuilder tracks = new StringBuilder(head);
    for (int i = 1; i < 100; i++) {
      tracks.append("ae80" + "d781").append(HexFormat.of().toHexDigits((byte) i)).append("868156");
    }
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(tracks)))
        .hasMessageContaining("too many tracks");
    String name = head + "ae80" + "d78101" + "864100" + "56".repeat(256);
    assertThatThrownBy(() -> read(HexFormat.of().parseHex(name))).hasMessageContaining("too large");
  }

  @Test
  void A_mutilated_file_is_read_or_refused_but_nothing_else() {
    Random random = new Random(3);
    byte[] whole = file(true);
    for (int i = 0; i < 300; i++) {
      byte[] bad = Arrays.copyOf(whole, 100_000);
      for (int change = 0; change < 5; change++) {
        bad[random.nextInt(i % 2 == 0 ? 600 : bad.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(read(bad)).hasSizeLessThan(1000);
      } catch (IOException refused) {
        assertThat(refused).isNotNull();
      }
    }
  }
}
