package org.televisit.consultation;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** What ffprobe and ffmpeg, which know nothing of us, find in a file. */
record Probe(Path file) {

  /** Two pictures further apart than this do not follow each other. Seconds. */
  private static final double HOLE = 2;

  /** Codec names, picture first. */
  List<String> codecs() {
    return text("ffprobe", "-v", "error", "-show_entries", "stream=codec_name", "-of", "csv=p=0")
        .lines()
        .sorted((one, two) -> two.compareTo(one))
        .toList();
  }

  /** Seconds, as the file says in its head. */
  double duration() {
    return Double.parseDouble(
        text("ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0")
            .strip());
  }

  /** Seconds from the first to the last decoded picture. */
  double pictures() {
    return frames("v");
  }

  /** Seconds from the first to the last decoded piece of sound. */
  double sound() {
    return frames("a");
  }

  /** When a player may begin to show pictures: seconds of the key frames, from the first one. */
  List<Double> keyFrames() {
    List<Double> times = times("v", "-skip_frame", "nokey");
    return times.stream().map(time -> time - times.get(0)).toList();
  }

  /** Seconds in which pictures follow each other, without longer holes between them. */
  double filmed() {
    List<Double> times = times("v");
    return IntStream.range(1, times.size())
        .mapToDouble(i -> times.get(i) - times.get(i - 1))
        .filter(seconds -> seconds < HOLE)
        .sum();
  }

  private double frames(String stream) {
    List<Double> times = times(stream);
    return times.get(times.size() - 1) - times.get(0);
  }

  private List<Double> times(String stream, String... options) {
    List<String> command = new ArrayList<>(List.of("ffprobe", "-v", "error"));
    command.addAll(List.of(options));
    command.addAll(List.of("-select_streams", stream));
    command.addAll(List.of("-show_entries", "frame=pts_time", "-of", "csv=p=0"));
    return text(command.toArray(String[]::new))
        .lines()
        .map(line -> line.replace(",", ""))
        .filter(line -> !line.isBlank())
        .map(Double::valueOf)
        .toList();
  }

  /** Average colour of one decoded picture a second, at least one: red, green, blue. */
  List<int[]> colours() {
    byte[] pixels =
        run(
            List.of(
                "ffmpeg",
                "-v",
                "error",
                "-i",
                file.toString(),
                "-vf",
                "fps=1:round=up,scale=1:1:flags=area"),
            List.of("-f", "rawvideo", "-pix_fmt", "rgb24", "-"));
    List<int[]> colours = new ArrayList<>();
    for (int i = 0; i + 2 < pixels.length; i += 3) {
      colours.add(new int[] {pixels[i] & 0xff, pixels[i + 1] & 0xff, pixels[i + 2] & 0xff});
    }
    return colours;
  }

  private String text(String... command) {
    return new String(run(List.of(command), List.of(file.toString())), StandardCharsets.UTF_8);
  }

  private static byte[] run(List<String> command, List<String> more) {
    List<String> all = new ArrayList<>(command);
    all.addAll(more);
    try {
      Process process =
          new ProcessBuilder(all).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      try (InputStream output = process.getInputStream()) {
        byte[] said = output.readAllBytes();
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
          fail(command.get(0) + " finds fault with the file");
        }
        return said;
      }
    } catch (IOException e) {
      return fail(command.get(0) + " is needed for this test: apt-get install ffmpeg", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(e);
    }
  }
}
