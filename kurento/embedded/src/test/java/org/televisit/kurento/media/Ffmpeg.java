package org.televisit.kurento.media;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What an independent program makes of a file that we wrote. */
final class Ffmpeg {
  private Ffmpeg() {}

  /**
   * What ffprobe reads.
   *
   * @param codecs by kind, {@code audio} and {@code video}
   * @param declaredSeconds the Duration in the file; -1 if there is none
   * @param lastSeconds by kind, when the last packet begins
   * @param firstSeconds by kind, when the first packet begins
   * @param largestGaps by kind, the most seconds between the beginnings of two packets
   * @param packets by kind
   * @param keyFrames times of the video key frames in seconds
   */
  record Probe(
      Map<String, String> codecs,
      double declaredSeconds,
      Map<String, Double> firstSeconds,
      Map<String, Double> lastSeconds,
      Map<String, Double> largestGaps,
      Map<String, Integer> packets,
      List<Double> keyFrames) {}

  static Probe probe(Path file) throws IOException, InterruptedException {
    String json =
        run(
            "ffprobe",
            "-v",
            "error",
            "-of",
            "json",
            "-show_streams",
            "-show_format",
            "-show_packets",
            file.toString());
    JsonObject all = JsonParser.parseString(json).getAsJsonObject();
    Map<String, String> codecs = new TreeMap<>();
    for (JsonElement stream : all.getAsJsonArray("streams")) {
      codecs.put(text(stream, "codec_type"), text(stream, "codec_name"));
    }
    Map<String, Double> first = new TreeMap<>();
    Map<String, Double> last = new TreeMap<>();
    Map<String, Double> gaps = new TreeMap<>();
    Map<String, Integer> packets = new TreeMap<>();
    List<Double> keyFrames = new ArrayList<>();
    for (JsonElement packet : all.getAsJsonArray("packets")) {
      String kind = text(packet, "codec_type");
      double at = Double.parseDouble(text(packet, "pts_time"));
      first.putIfAbsent(kind, at);
      gaps.merge(kind, at - last.getOrDefault(kind, at), Math::max);
      last.put(kind, at);
      packets.merge(kind, 1, Integer::sum);
      if (kind.equals("video") && text(packet, "flags").startsWith("K")) {
        keyFrames.add(at);
      }
    }
    JsonObject format = all.getAsJsonObject("format");
    double declared = format.has("duration") ? format.get("duration").getAsDouble() : -1;
    return new Probe(codecs, declared, first, last, gaps, packets, keyFrames);
  }

  private static String text(JsonElement object, String name) {
    return object.getAsJsonObject().get(name).getAsString();
  }

  /** The sizes that the pictures have, in order, as in {@code 640,480}; each change once. */
  static List<String> sizes(Path file) throws IOException, InterruptedException {
    String all =
        run(
            "ffprobe",
            "-v",
            "error",
            "-select_streams",
            "v",
            "-of",
            "csv=p=0",
            "-show_entries",
            "frame=width,height",
            file.toString());
    List<String> sizes = new ArrayList<>();
    for (String size : all.lines().filter(line -> !line.isBlank()).toList()) {
      if (sizes.isEmpty() || !sizes.get(sizes.size() - 1).equals(size)) {
        sizes.add(size);
      }
    }
    return sizes;
  }

  /**
   * What a decoder complains of; empty if nothing. The time base is kept: rounded to whole pictures
   * of a guessed rate, live pictures may fall on one another.
   */
  static String decodingErrors(Path file) throws IOException, InterruptedException {
    return run(
        "ffmpeg", "-v", "error", "-i", file.toString(), "-enc_time_base", "-1", "-f", "null", "-");
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    return code == 0 ? output : "exit " + code + ": " + output;
  }
}
