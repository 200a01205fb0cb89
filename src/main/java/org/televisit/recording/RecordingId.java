package org.televisit.recording;

import java.util.UUID;

/** Names one recording everywhere: in the row, the sealed file, playback URLs and the audit. */
public record RecordingId(UUID value) {

  public static RecordingId random() {
    return new RecordingId(UUID.randomUUID());
  }

  /**
   * Reads an id as {@link #toString} writes it.
   *
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form
   */
  public static RecordingId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) { // "1-1-1-1-1" is a UUID to the JDK, not to us
      throw new IllegalArgumentException("not a recording id");
    }
    return new RecordingId(value);
  }

  /** How the audit names it. */
  public String entity() {
    return "recording/" + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
