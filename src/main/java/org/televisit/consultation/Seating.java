package org.televisit.consultation;

import java.util.concurrent.Executor;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.AppointmentId;

/**
 * Makes the places of one room.
 *
 * @param elsewhere where is done what nobody in the room should wait for
 */
record Seating(
    AppointmentId visit, RecordingService recordings, Withdrawals withdrawals, Executor elsewhere) {

  Place place(Sitter sitter, SeatMedia.Host host) {
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
