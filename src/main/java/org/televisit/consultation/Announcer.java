package org.televisit.consultation;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Tells everybody in a room how things stand. In the room's queue only, but for the pulse: a page
 * that does not hear it takes its connection for dead, so that nothing may hold it up.
 */
final class Announcer {

  private final Seats seats;
  private final Recorders recorders;
  private final Clock clock;
  private List<SeatRecording> told = List.of();

  Announcer(Seats seats, Recorders recorders, Clock clock) {
    this.seats = seats;
    this.recorders = recorders;
    this.clock = clock;
  }

  /** The whole room as it is now. */
  void room(EncounterStatus status, int epoch) {
    Instant now = clock.instant();
    List<SeatView> views = seats.all().stream().map(p -> p.view(recorders.of(p, now))).toList();
    told = views.stream().flatMap(view -> view.recordings().stream()).toList();
    seats.sayToAll(new ServerMessage.RoomState(status.code(), epoch, views));
  }

  /** Whether a recording has begun, stalled or ended since everybody was told. */
  boolean hasNews() {
    List<SeatRecording> newest = recorders.all(clock.instant());
    if (newest.size() != told.size()) {
      return true;
    }
    for (int i = 0; i < newest.size(); i++) {
      if (newest.get(i).isNews(told.get(i))) {
        return true;
      }
    }
    return false;
  }

  /** The connection lives, and so much is safe. From any thread, which it never blocks. */
  void pulse() {
    seats.sayToAll(new ServerMessage.Pulse(recorders.all(clock.instant())));
    for (Place place : seats.all()) {
      Visitor visitor = place.visitor();
      if (visitor != null) {
        visitor.line().ping();
      }
    }
  }
}
