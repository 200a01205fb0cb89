package org.televisit.kurento.webm;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real VP8 frames are written, and an independent program reads them. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WebmWriterTest {

  static final long FRAME_MILLIS = 50;

  static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out;
  }

  /** Three seconds at 20 frames a second with a key frame each second. */
  static List<byte[]> vp8(Path directory, String size) throws IOException, InterruptedException {
    Path ivf = directory.resolve(size + ".ivf");
    run(
        "ffmpeg",
        "-v",
        "error",
        "-f",
        "lavfi",
        "-i",
        "testsrc=size=" + size + ":rate=20:duration=3",
        "-c:v",
        "libvpx",
        "-g",
        "20",
        "-deadline",
        "realtime",
        "-cpu-used",
        "8",
        ivf.toString());
    ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(ivf)).order(ByteOrder.LITTLE_ENDIAN);
    in.position(32);
    List<byte[]> frames = new ArrayList<>();
    while (in.hasRemaining()) {
      byte[] frame = new byte[in.getInt()];
      in.getLong();
      in.get(frame);
      frames.add(frame);
    }
    return frames;
  }

  static Path write(Path file, List<byte[]> frames, boolean seekable) throws IOException {
    WebmWriter writer = new WebmWriter(new WebmLayout(true, true, 160, 120, seekable));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(writer.header());
    byte[] silence = {(byte) 0xfc, (byte) 0xff, (byte) 0xfe};
    for (int i = 0; i < frames.size(); i++) {
      boolean key = (frames.get(i)[0] & 1) == 0;
      writer.frame(new WebmFrame(true, i * FRAME_MILLIS, key, frames.get(i)), out);
      for (int sound = 0; sound < FRAME_MILLIS; sound += 20) {
        writer.frame(new WebmFrame(false, i * FRAME_MILLIS + sound, true, silence), out);
      }
    }
    out.writeBytes(writer.trailer());
    byte[] bytes = out.toByteArray();
    for (Patch patch : writer.patches()) {
      System.arraycopy(patch.bytes(), 0, bytes, (int) patch.position(), patch.bytes().length);
    }
    return Files.write(file, bytes);
  }

  static JsonObject probe(Path file) throws IOException, InterruptedException {
    return JsonParser.parseString(
            run(
                "ffprobe",
                "-v",
                "error",
                "-of",
                "json",
                "-show_streams",
                "-show_format",
                "-show_packets",
                file.toString()))
        .getAsJsonObject();
  }

  static List<String> keyFrameTimes(JsonObject probe) {
    List<String> times = new ArrayList<>();
    JsonArray packets = probe.getAsJsonArray("packets");
    packets.forEach(
        each -> {
          JsonObject packet = each.getAsJsonObject();
          if (packet.get("codec_type").getAsString().equals("video")
              && packet.get("flags").getAsString().startsWith("K")) {
            times.add(packet.get("pts_time").getAsString());
          }
        });
    return times;
  }

  @Test
  void A_stream_has_no_duration_and_can_be_decoded(@TempDir Path directory) throws Exception {
    Path file = write(directory.resolve("live.webm"), vp8(directory, "160x120"), false);
    JsonObject probe = probe(file);
    assertThat(probe.getAsJsonObject("format").has("duration")).isFalse();
    assertThat(keyFrameTimes(probe)).containsExactly("0.000000", "1.000000", "2.000000");
    assertThat(run("ffmpeg", "-v", "error", "-i", file.toString(), "-f", "null", "-")).isEmpty();
  }

  @Test
  void A_file_has_duration_and_cues_and_is_known_to_its_end(@TempDir Path directory)
      throws Exception {
    Path file = write(directory.resolve("file.webm"), vp8(directory, "160x120"), true);
    assertThat(probe(file).getAsJsonObject("format").get("duration").getAsString())
        .startsWith("3.0");
    assertThat(run("ffmpeg", "-v", "warning", "-i", file.toString(), "-f", "null", "-")).isEmpty();
    String seek =
        run(
            "ffprobe",
            "-v",
            "error",
            "-read_intervals",
            "2.1%+#1",
            "-select_streams",
            "v",
            "-show_entries",
            "packet=pts_time",
            "-of",
            "csv=p=0",
            file.toString());
    assertThat(seek.trim()).as("the cue before 2.1 s").startsWith("2.000000");
  }

  @Test
  void The_pictures_may_change_their_size(@TempDir Path directory) throws Exception {
    List<byte[]> frames = new ArrayList<>(vp8(directory, "160x120"));
    frames.addAll(vp8(directory, "320x240"));
    Path file = write(directory.resolve("sizes.webm"), frames, false);
    String sizes =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-show_entries",
            "frame=width",
            "-of",
            "csv=p=0",
            file.toString());
    assertThat(sizes.lines().map(String::trim).distinct()).containsExactly("160", "320");
  }

  @Test
  void Without_pictures_a_cluster_begins_every_five_seconds() {
    WebmWriter writer = new WebmWriter(new WebmLayout(true, false, 0, 0, false));
    writer.header();
    int clusters = 0;
    for (int millis = 0; millis <= 60_000; millis += 20) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      writer.frame(new WebmFrame(false, millis, true, new byte[] {1}), bytes);
      clusters += ByteBuffer.wrap(bytes.toByteArray()).getInt() == 0x1F43B675 ? 1 : 0;
    }
    assertThat(clusters).isEqualTo(13);
  }

  @Test
  void Frames_are_interleaved_by_time_and_wait_200_ms_at_most() {
    Interleaver interleaver = new Interleaver(true);
    List<Long> out = new ArrayList<>();
    interleaver.add(new WebmFrame(true, 100, true, new byte[0]), 0, f -> out.add(f.millis()));
    assertThat(out).isEmpty();
    interleaver.add(new WebmFrame(false, 80, true, new byte[0]), 0, f -> out.add(f.millis()));
    interleaver.add(new WebmFrame(false, 120, true, new byte[0]), 0, f -> out.add(f.millis()));
    assertThat(out).containsExactly(80L, 100L);
    interleaver.drain(199_000, f -> out.add(f.millis()));
    assertThat(out).hasSize(2);
    interleaver.drain(200_000, f -> out.add(f.millis()));
    assertThat(out).containsExactly(80L, 100L, 120L);
  }
}
