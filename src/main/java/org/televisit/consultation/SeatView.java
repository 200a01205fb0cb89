package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Locale;
import org.televisit.media.Capture;
import org.televisit.scheduling.Kinship;

/**
 * One place, as everybody in the room may see it.
 *
 * @param presence whether the person is connected
 * @param admitted whether they have been let in; they wait otherwise
 * @param stream number of what they publish by their camera, 0 for none; with a new number it must
 *     be received anew
 * @param screen the same for the screen that they share
 * @param recordings of their camera, and of their screen while they share it
 */
record SeatView(
    Sitter sitter,
    Here presence,
    boolean admitted,
    int stream,
    int screen,
    ClientMessage.Devices devices,
    List<SeatRecording> recordings) {

  enum Here {
    HERE,
    /** The connection broke; they are expected back. */
    AWAY,
    LEFT
  }

  SeatRecording recording() {
    return recordings.get(0);
  }

  JsonObject toJson() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("seat", sitter.seat().toString())
            .add("name", sitter.name())
            .add("role", sitter.role().realmName())
            .add("presence", presence.name().toLowerCase(Locale.ROOT))
            .add("admitted", admitted)
            .add("stream", stream)
            .add("screen", screen)
            .add("microphone", devices.microphone())
            .add("camera", devices.camera());
    Kinship kinship = sitter.kinship();
    if (kinship != null) {
      json.add("relationship", kinship.as().code()).add("of", kinship.of());
    }
    for (SeatRecording recording : recordings) {
      boolean screenOf = recording.of().media() == Capture.SCREEN;
      json.add(screenOf ? "screenRecording" : "recording", recording.toJson());
    }
    return json.build();
  }
}
