package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;

/**
 * Puts the pieces of a browser's messages together, within bounds, and reads them. The container's
 * own limit is not relied upon: it lets longer texts pass. One thread at a time.
 */
final class ClientMessageReader {

  /** Characters of the longest message; the longest offers of browsers have a quarter of it. */
  static final int LONGEST = 64 * 1024;

  private final StringBuilder pieces = new StringBuilder();

  /**
   * Adds a piece.
   *
   * @return false if the message is too long; nothing of it is kept then
   */
  boolean takes(String piece) {
    if (pieces.length() + piece.length() > LONGEST) {
      pieces.setLength(0);
      return false;
    }
    pieces.append(piece);
    return true;
  }

  /**
   * The message that has been put together, once.
   *
   * @throws IllegalArgumentException if it is none; never repeats what was sent
   */
  ClientMessage message() {
    String text = pieces.toString();
    pieces.setLength(0);
    return read(text);
  }

  static ClientMessage read(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return ClientMessage.from(reader.readObject());
    } catch (JsonException | IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException("not a client message");
    }
  }
}
