package org.televisit.vault;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Real media, made and judged by ffmpeg. Streams are made once for all tests. */
final class Ffmpeg {

  private static final Map<List<String>, byte[]> MADE = new ConcurrentHashMap<>();

  private Ffmpeg() {}

  /** Skips the test where there is no ffmpeg, except in CI: there it must not go unnoticed. */
  static void require() {
    boolean there =
        Stream.of("ffmpeg", "ffprobe")
            .allMatch(
                tool ->
                    Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool))));
    if (!there) {
      String reason =
          "ffmpeg and ffprobe are not installed: media is not checked (apt-get install ffmpeg)";
      if ("true".equals(System.getenv("CI"))) {
        fail(reason);
      }
      abort(reason);
    }
  }

  /** A moving picture with a tone, as a live stream: no duration, no cues, no known sizes. */
  static byte[] pictureAndSound(int seconds, int framesBetweenKeys) {
    List<String> command = new ArrayList<>(picture(seconds));
    command.addAll(sound(seconds));
    command.addAll(vp8(framesBetweenKeys));
    command.addAll(List.of("-c:a", "libopus"));
    return live(command);
  }

  /** Like {@link #pictureAndSound}, in another size. */
  static byte[] pictureAndSound(String size, int seconds) {
    List<String> command = new ArrayList<>(picture(seconds, size));
    command.addAll(sound(seconds));
    command.addAll(vp8(100));
    command.addAll(List.of("-c:a", "libopus"));
    return live(command);
  }

  /** VP9, as a browser with another preference sends it. */
  static byte[] vp9(int seconds) {
    List<String> command = new ArrayList<>(picture(seconds, "160x120"));
    command.addAll(sound(seconds));
    command.addAll(
        List.of("-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "150k"));
    command.addAll(List.of("-g", "100", "-keyint_min", "100", "-c:a", "libopus"));
    return live(command);
  }

  static byte[] pictureOnly(int seconds, int framesBetweenKeys) {
    List<String> command = new ArrayList<>(picture(seconds));
    command.addAll(vp8(framesBetweenKeys));
    return live(command);
  }

  static byte[] soundOnly(int seconds) {
    List<String> command = new ArrayList<>(sound(seconds));
    command.addAll(List.of("-c:a", "libopus"));
    return live(command);
  }

  private static List<String> picture(int seconds) {
    return picture(seconds, "320x240");
  }

  private static List<String> picture(int seconds, String size) {
    return List.of("-f", "lavfi", "-t", "" + seconds, "-i", "testsrc=size=" + size + ":rate=20");
  }

  private static List<String> sound(int seconds) {
    return List.of("-f", "lavfi", "-t", "" + seconds, "-i", "sine=frequency=440:sample_rate=48000");
  }

  private static List<String> vp8(int framesBetweenKeys) {
    return List.of(
        "-c:v",
        "libvpx",
        "-deadline",
        "realtime",
        "-cpu-used",
        "8",
        "-b:v",
        "300k", //
        "-auto-alt-ref",
        "0",
        "-g",
        "" + framesBetweenKeys,
        "-keyint_min",
        "" + framesBetweenKeys);
  }

  private static byte[] live(List<String> arguments) {
    return MADE.computeIfAbsent(
        arguments,
        key -> {
          List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error"));
          command.addAll(arguments);
          Collections.addAll(command, "-f", "webm", "-live", "1", "pipe:1");
          return run(command);
        });
  }

  /** Time, size and content hash of every packet, in the order of the file. */
  static List<String> packets(Path webm) {
    return lines(
        "ffprobe",
        "-v",
        "error",
        "-show_data_hash",
        "md5",
        "-show_entries",
        "packet=stream_index,pts_time,size,flags,data_hash",
        "-of",
        "csv",
        webm.toString());
  }

  /** Duration in seconds that the file itself declares. */
  static double duration(Path webm) {
    return Double.parseDouble(
        lines(
                "ffprobe",
                "-v",
                "error",
                "-show_entries",
                "format=duration",
                "-of",
                "default=nw=1:nk=1",
                webm.toString())
            .get(0));
  }

  /** Pictures that decode without an error. */
  static int decodedPictures(Path webm) {
    return lines(
            "ffprobe",
            "-v",
            "error",
            "-err_detect",
            "explode",
            "-select_streams",
            "v",
            "-show_frames",
            "-show_entries",
            "frame=pts_time",
            "-of",
            "csv",
            webm.toString())
        .size();
  }

  /**
   * What is seen: millisecond and content hash of each decoded picture, in the order of the file.
   */
  static List<String> seen(Path webm) {
    return lines(
            "ffmpeg",
            "-nostdin",
            "-v",
            "fatal",
            "-copyts",
            "-i",
            webm.toString(),
            "-map",
            "0:v?",
            "-fps_mode",
            "passthrough",
            "-enc_time_base",
            "1:1000",
            "-f",
            "framemd5",
            "-")
        .stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.split(",\\s*"))
        .map(fields -> fields[2] + " " + fields[5])
        .toList();
  }

  /** The picture in the middle of each second, 64 x 48 grey bytes each, of 20 pictures a second. */
  static List<byte[]> middlesOfSeconds(Path webm) {
    byte[] all =
        run(
            List.of(
                "ffmpeg",
                "-nostdin",
                "-v",
                "error",
                "-i",
                webm.toString(),
                "-vf",
                "select='eq(mod(n-10,20),0)',scale=64:48:flags=area,format=gray",
                "-fps_mode",
                "passthrough",
                "-f",
                "rawvideo",
                "-"));
    List<byte[]> pictures = new ArrayList<>();
    for (int at = 0; at < all.length; at += 64 * 48) {
      pictures.add(Arrays.copyOfRange(all, at, at + 64 * 48));
    }
    return pictures;
  }

  /** Everything that ffmpeg finds to complain about when it decodes the whole file. */
  static List<String> complaints(Path webm) {
    return lines("ffmpeg", "-nostdin", "-v", "warning", "-i", webm.toString(), "-f", "null", "-");
  }

  private static List<String> lines(String... command) {
    return new String(run(List.of(command)), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  private static byte[] run(List<String> command) {
    try {
      Path complaints = Files.createTempFile("ffmpeg", ".log");
      Process process = new ProcessBuilder(command).redirectError(complaints.toFile()).start();
      byte[] output = process.getInputStream().readAllBytes();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String errors = Files.readString(complaints);
      Files.delete(complaints);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(command + ": " + errors);
      }
      return output.length > 0 ? output : errors.getBytes(StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(command + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
