package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * Whether somebody is recorded, as everybody in the room may know.
 *
 * @param stored how much of them is safe, over all stretches of this visit
 */
record SeatRecording(UUID seat, State state, Duration stored) {

  enum State {
    /** Not recorded now: the visit has not begun, or they are not here. */
    OFF,
    /** They did not consent, or withdrew. */
    DECLINED,
    /** Permitted and begun, but nothing has been stored yet. */
    STARTING,
    RECORDING,
    /** Nothing arrives any more although it should: the alarm. */
    STALLED,
    /** It cannot be recorded for now; tried again. */
    FAILED
  }

  JsonObject toJson() {
    return Json.createObjectBuilder()
        .add("seat", seat.toString())
        .add("state", state.name().toLowerCase(Locale.ROOT))
        .add("storedMs", stored.toMillis())
        .build();
  }
}
