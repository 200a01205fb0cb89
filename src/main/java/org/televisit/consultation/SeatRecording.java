package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import org.televisit.recording.RecordingPermit;

/**
 * Whether somebody's camera or screen is recorded, as everybody in the room may know.
 *
 * @param permit why not, if it is not; permitted if nothing stands against it
 * @param stored how much of it is safe, over all stretches of this visit
 */
record SeatRecording(Picture of, State state, RecordingPermit permit, Duration stored) {

  enum State {
    /** Not recorded now: the visit has not begun, the law forbids it, or they send nothing. */
    OFF,
    /** They did not consent, or withdrew. */
    DECLINED,
    /** Permitted and begun, but nothing has been stored yet. */
    STARTING,
    RECORDING,
    /** They permit it, but somebody else whose permission is needed does not. */
    PAUSED,
    /** Nothing arrives any more although it should: the alarm. */
    STALLED,
    /** Pictures arrive, and no sound although it should: an alarm as well. */
    NO_SOUND,
    /** Sound arrives, and no pictures although they should: an alarm as well. */
    NO_PICTURE,
    /** It could not be recorded; tried again soon. */
    FAILED;

    /** Whether something that should arrive does not. */
    boolean isAlarm() {
      return this == STALLED || this == NO_SOUND || this == NO_PICTURE;
    }

    /** As the page knows it. */
    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it differs from before in more than the time that has passed. */
  boolean isNews(SeatRecording before) {
    return !of.equals(before.of) || state != before.state || permit != before.permit;
  }

  JsonObject toJson() {
    return of.in(Json.createObjectBuilder())
        .add("state", state.code())
        .add("cause", permit.isPermitted() ? "" : permit.code())
        .add("storedMs", stored.toMillis())
        .build();
  }
}
