package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A dialogue that was recorded with a real Kurento. */
record Recording(List<Line> lines) {

  /**
   * One frame.
   *
   * @param step what the client tried then
   * @param direction {@code send}, {@code recv}, {@code open}, {@code close} or a note
   */
  record Line(String connection, String step, String direction, String raw) {}

  static Recording load(String name) throws IOException {
    List<String> text = Files.readAllLines(Path.of("kurento", "conformance", name));
    return new Recording(text.stream().map(Recording::line).toList());
  }

  private static Line line(String text) {
    JsonNode json = JsonCodec.parse(text).orElseThrow();
    return new Line(
        json.path("conn").asText(),
        json.path("step").asText(),
        json.path("dir").asText(),
        json.path("raw").asText());
  }
}
