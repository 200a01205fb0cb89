package org.televisit.consultation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.televisit.consultation.SeatRecording.State;

/**
 * Sees that what should arrive does not, and tells everybody at once. Not in the room's queue,
 * where a media server that hangs holds up everything else; by one thread at a time, which it never
 * blocks.
 */
final class AlarmWatch {

  private final Seats seats;
  private final Map<Picture, State> told = new HashMap<>();

  AlarmWatch(Seats seats) {
    this.seats = seats;
  }

  void look(Instant now) {
    List<SeatRecording> alarms = new ArrayList<>();
    for (Place place : seats.all()) {
      for (SeatRecorder recorder : place.recorders()) {
        SeatRecording seen = recorder.view(true, now);
        if (!seen.state().isAlarm()) {
          told.remove(seen.of());
        } else if (told.put(seen.of(), seen.state()) != seen.state()) {
          alarms.add(seen);
        }
      }
    }
    if (!alarms.isEmpty()) {
      seats.sayToAll(new ServerMessage.Pulse(alarms));
    }
  }
}
