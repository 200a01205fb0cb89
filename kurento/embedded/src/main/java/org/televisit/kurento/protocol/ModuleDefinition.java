package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * One official module definition.
 *
 * @param text the definition as published
 * @param root the same, read
 * @param generated when it was packed
 */
record ModuleDefinition(String name, String text, JsonNode root, Instant generated) {

  /** Reads {@code META-INF/kurento/<name>.kmd.json} from the class path. */
  static ModuleDefinition load(String name) {
    String resource = "/META-INF/kurento/" + name + ".kmd.json";
    URL url = ModuleDefinition.class.getResource(resource);
    if (url == null) {
      throw new IllegalStateException("the definition " + resource + " is not on the class path");
    }
    try {
      URLConnection connection = url.openConnection();
      try (InputStream in = connection.getInputStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        JsonNode root = JsonCodec.parse(text).orElseThrow();
        Instant generated = Instant.ofEpochMilli(connection.getLastModified());
        return new ModuleDefinition(name, text, root, generated);
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String version() {
    return root.path("version").asText();
  }

  String namespace() {
    return root.path("code").path("implementation").path("cppNamespace").asText();
  }
}
