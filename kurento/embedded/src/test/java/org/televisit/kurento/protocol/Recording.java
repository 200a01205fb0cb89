package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A dialogue that was recorded with a real Kurento. */
record Recording(String name, List<Line> lines) {

  /** What a client said raw, and what the Java client said. */
  static final List<String> ALL = List.of("transcript.jsonl", "java-client.jsonl");

  private static final String CUT = "...(cut in this log)";

  /**
   * One frame.
   *
   * @param step what the client tried then
   * @param direction {@code send}, {@code recv}, {@code open}, {@code close} or a note
   * @param path asked for by an {@code open}
   * @param closeCode of a {@code close}
   */
  record Line(
      String connection, String step, String direction, String raw, String path, int closeCode) {

    /** An event that the server sent. */
    boolean isEvent() {
      return direction.startsWith("recv") && raw.contains("\"method\":\"onEvent\"");
    }

    /** An answer of the server, also one that was kept from the client to try its patience. */
    boolean isAnswer() {
      return direction.startsWith("recv") && !isEvent();
    }
  }

  static Recording load(String name) throws IOException {
    List<String> text = Files.readAllLines(Path.of("kurento", "conformance", name));
    return new Recording(name, text.stream().map(Recording::line).toList());
  }

  private static Line line(String text) {
    JsonNode json = JsonCodec.parse(text).orElseThrow();
    String url = json.path("path").asText(json.path("url").asText("/kurento"));
    return new Line(
        json.path("conn").asText(),
        json.path("step").asText(json.path("mark").asText()),
        json.path("dir").asText(),
        whole(json.path("raw").asText(), json.path("rawLength").asInt()),
        url.replaceFirst("^ws://[^/]*", ""),
        json.path("code").asInt());
  }

  /** A long frame is cut in the log where its content repeats: all that is missing is letters. */
  private static String whole(String raw, int length) {
    if (!raw.endsWith(CUT)) {
      return raw;
    }
    String kept = raw.substring(0, raw.length() - CUT.length());
    String rest = "\"},\"jsonrpc\":\"2.0\"}";
    return kept + "a".repeat(length - kept.length() - rest.length()) + rest;
  }
}
