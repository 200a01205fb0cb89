package org.televisit.consultation;

import java.util.concurrent.Executor;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.AppointmentId;

/**
 * Makes the places of one room, as people take them.
 *
 * @param elsewhere where is done what nobody in the room should wait for
 */
record Seating(
    AppointmentId visit, RecordingService recordings, Withdrawals withdrawals, Executor elsewhere) {

  /** Makes the places of all who have one by the rows; returns that of who comes in now. */
  Place places(Entered entered, Room room, Seats seats) {
    for (Entered.Taken taken : entered.taken()) {
      Sitter sitter = taken.sitter();
      seats
          .get(sitter.seat(), () -> place(sitter, new SeatHost(room, seats, sitter.seat())))
          .admit(taken.admitted());
    }
    return seats.find(entered.seat()).orElseThrow();
  }

  private Place place(Sitter sitter, SeatMedia.Host host) {
    RecordedSeat whose =
        new RecordedSeat(visit, sitter.seat(), sitter.subject(), sitter.name(), sitter.role());
    return new Place(
        sitter,
        new SeatMedia(sitter.seat(), host),
        media ->
            new SeatRecorder(
                whose, media, recordings, withdrawals, new GivenUp(recordings, elsewhere)));
  }
}
