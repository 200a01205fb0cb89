package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.televisit.media.Capture;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.recording.Company;
import org.televisit.recording.RecordingEnd;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingPermit;

/**
 * All recorders of a room, behind its gate: what is not permitted is stopped by {@link #guard}, and
 * only what is permitted is begun by {@link #record}. Blocks, and in the room's queue only, but for
 * what says otherwise.
 */
final class Recorders {

  private static final Logger LOG = System.getLogger(Recorders.class.getName());

  private final Seats seats;
  private final RecordingGate gate;
  private final Clock clock;

  Recorders(Seats seats, RecordingGate gate, Clock clock) {
    this.seats = seats;
    this.gate = gate;
    this.clock = clock;
  }

  /**
   * When this returns, nobody is recorded who may not be, as far as the gate knows; those who
   * declined themselves come first.
   *
   * @param expected somebody who is about to be let in and counts already
   * @throws MediaUnavailableException if the media server does not say that it stopped. What that
   *     person sends has been released then, and the room's media must be given up
   */
  void guard(EncounterStatus status, @Nullable UUID expected) {
    Company company = gate.company(status, expected);
    Map<UUID, RecordingPermit> permits = gate.permits(company);
    List<Place> order = new ArrayList<>(seats.all());
    order.sort(Comparator.comparing(p -> permit(permits, p) == RecordingPermit.ANOTHER_DECLINED));
    MediaUnavailableException stuck = null;
    for (Place place : order) {
      for (SeatRecorder recorder : place.recorders()) {
        try {
          recorder.permit(
              permit(permits, place), company, gate.neededBy(place, company), clock.instant());
        } catch (MediaUnavailableException e) {
          place.media().close();
          stuck = e;
        }
      }
    }
    if (stuck != null) {
      throw stuck;
    }
  }

  private static RecordingPermit permit(Map<UUID, RecordingPermit> permits, Place place) {
    return permits.getOrDefault(place.sitter().seat(), RecordingPermit.UNANSWERED);
  }

  /** Begins, continues and ends stretches as permits and flows have it. */
  void record(@Nullable Pipeline pipeline) {
    if (pipeline == null) {
      return;
    }
    Instant now = clock.instant();
    for (Place place : seats.all()) {
      for (Capture media : Capture.values()) {
        place
            .media()
            .publication(media)
            .ifPresent(p -> place.recorder(media).consider(pipeline, p, now));
      }
    }
  }

  /**
   * Ends at once what needs the permission of one of these people: nothing more of it is stored.
   * The recorders have to be stopped afterwards. From any thread; asks nobody, and never blocks.
   *
   * @return what is to be said of what has ended so
   */
  List<SeatRecording> brake(Set<String> refusing) {
    return brake(recorder -> recorder.refuse(refusing));
  }

  /** As {@link #brake}, but what rests already is left as it is. */
  List<SeatRecording> brakeRunning(Set<String> refusing) {
    return brake(recorder -> recorder.rests() ? Optional.empty() : recorder.refuse(refusing));
  }

  private List<SeatRecording> brake(Function<SeatRecorder, Optional<SeatRecording>> how) {
    return seats.all().stream()
        .flatMap(place -> place.recorders().stream())
        .flatMap(recorder -> how.apply(recorder).stream())
        .toList();
  }

  /** Stops what records a person. */
  void stop(Place place, RecordingEnd why) {
    place.recorders().forEach(recorder -> recorder.stop(why));
  }

  /** A stretch of this person has ended, by our wish or by itself. */
  void ended(Place place, RecordingId recording) {
    place.recorders().forEach(recorder -> recorder.ended(recording, clock.instant()));
  }

  /** Stops everything there is, as far as the media server still answers. */
  void stopAll(RecordingEnd why) {
    everyRecorder(
        recorder -> {
          try {
            recorder.stop(why);
          } catch (MediaUnavailableException e) {
            LOG.log(WARNING, "a recorder is left to its pipeline's end");
          }
        });
  }

  /** The recorders have gone with their media server. */
  void abandonAll() {
    everyRecorder(SeatRecorder::abandon);
  }

  private void everyRecorder(Consumer<SeatRecorder> deed) {
    seats.all().forEach(place -> place.recorders().forEach(deed));
  }

  /** Of a person's camera, and of their screen while they share it. From any thread. */
  List<SeatRecording> of(Place place, Instant now) {
    List<SeatRecording> recordings = new ArrayList<>();
    for (Capture media : Capture.values()) {
      boolean sent = place.media().publication(media).isPresent();
      if (sent || media == Capture.CAMERA) {
        recordings.add(place.recorder(media).view(sent, now));
      }
    }
    return recordings;
  }

  /** As {@link #of}, of everybody. */
  List<SeatRecording> all(Instant now) {
    return seats.all().stream().flatMap(place -> of(place, now).stream()).toList();
  }
}
