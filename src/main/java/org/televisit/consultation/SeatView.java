package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Locale;

/**
 * One place, as everybody in the room may see it.
 *
 * @param presence whether the person is connected
 * @param admitted whether they have been let in; they wait otherwise
 * @param stream number of their publication, 0 for none; with a new number it must be received anew
 */
record SeatView(
    Sitter sitter,
    Here presence,
    boolean admitted,
    int stream,
    boolean microphone,
    boolean camera,
    SeatRecording recording) {

  enum Here {
    HERE,
    /** The connection broke; they are expected back. */
    AWAY,
    LEFT
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("seat", sitter.seat().toString())
        .add("name", sitter.name())
        .add("role", sitter.role().realmName())
        .add("presence", presence.name().toLowerCase(Locale.ROOT))
        .add("admitted", admitted)
        .add("stream", stream)
        .add("microphone", microphone)
        .add("camera", camera)
        .add("recording", recording.toJson())
        .build();
  }
}
