package org.televisit.consultation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.Capture;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.recording.RecordingEnd;

/**
 * The media of a room's people: their connections, and the order in which those, their recorders
 * and the pipeline are built and released. Blocks; in the room's queue only.
 */
final class Studio {

  /** How often a recording gets one at least. */
  private static final Duration KEY_FRAMES = Duration.ofSeconds(5);

  private final Seats seats;
  private final RoomMedia media;
  private final Recorders recorders;
  private final PresenceLedger ledger;
  private final Clock clock;
  private final Executor elsewhere;
  private final AtomicBoolean asking = new AtomicBoolean();
  private Instant asked = Instant.MIN;
  private int streams;

  /**
   * @param elsewhere where is done what nobody should wait for
   */
  Studio(
      Seats seats,
      RoomMedia media,
      Recorders recorders,
      PresenceLedger ledger,
      Clock clock,
      Executor elsewhere) {
    this.seats = seats;
    this.media = media;
    this.recorders = recorders;
    this.ledger = ledger;
    this.clock = clock;
    this.elsewhere = elsewhere;
  }

  /** Number of the present media, 0 while there is none. */
  int epoch() {
    return media.epoch();
  }

  /**
   * Opens the media if there is none, unless that failed just now.
   *
   * @return whether there is new media
   * @throws MediaUnavailableException if the media server is away
   */
  boolean open() {
    return media.open(clock.instant());
  }

  @Nullable Pipeline pipeline() {
    return media.pipeline();
  }

  /**
   * A browser's new connection: its own picture, or another's for it.
   *
   * @return whether others have something new to receive
   */
  boolean offer(Place place, ClientMessage.Offer offer) {
    Pipeline pipeline = media.pipeline();
    if (pipeline == null) {
      place.say(new Problem(Problem.Code.MEDIA_UNAVAILABLE));
      return false;
    }
    Picture picture = offer.picture();
    if (picture.seat().equals(place.sitter().seat())) {
      place.recorder(picture.media()).stop(RecordingEnd.RECONNECTED); // its source goes now
      place.media().publish(pipeline, offer, ++streams);
      if (picture.media() == Capture.SCREEN) {
        ledger.shares(place.sitter().seat(), clock.instant());
      }
      return true;
    }
    seats
        .find(picture.seat())
        .flatMap(other -> other.media().publication(picture.media()))
        .ifPresent(from -> place.media().receive(pipeline, offer, from));
    return false;
  }

  /**
   * Asks for the key frames without which a recording cannot be searched, if it is time to, unless
   * it still does: nothing else waits for a media server that is slow to answer.
   */
  void askForKeyFrames(Instant now) {
    if (now.isBefore(asked.plus(KEY_FRAMES))) {
      return;
    }
    asked = now;
    List<Runnable> questions = new ArrayList<>();
    for (Place place : seats.all()) {
      for (Capture of : Capture.values()) {
        if (place.recorder(of).wantsKeyFrames()) {
          List<Endpoint> receivers = receiversOf(new Picture(place.sitter().seat(), of));
          questions.add(() -> askForKeyFrame(place, of, receivers));
        }
      }
    }
    if (!questions.isEmpty() && asking.compareAndSet(false, true)) {
      elsewhere.execute(
          () -> {
            try {
              questions.forEach(Runnable::run);
            } finally {
              asking.set(false);
            }
          });
    }
  }

  private List<Endpoint> receiversOf(Picture picture) {
    return seats.all().stream().flatMap(p -> p.media().receiver(picture).stream()).toList();
  }

  /**
   * The media server asks a source only for somebody who receives it; else the browser is asked.
   */
  private static void askForKeyFrame(Place place, Capture of, List<Endpoint> receivers) {
    for (Endpoint receiver : receivers) {
      try {
        receiver.requestKeyFrame();
        return;
      } catch (MediaUnavailableException e) {
        // not negotiated yet, or replaced; if it is the server that fails, the next call tells
      }
    }
    place.say(new ServerMessage.KeyFrame(of));
  }

  /** Stops recording a person, then releases what they sent and received. */
  void release(Place place) {
    recorders.stop(place, RecordingEnd.LEFT);
    for (Capture of : Capture.values()) {
      unreceive(new Picture(place.sitter().seat(), of));
    }
    place.media().close();
  }

  /** Ends the sharing of a screen, if somebody does. */
  void unshare(Place place) {
    Instant when = clock.instant(); // stopping takes a moment that nobody shares in
    place.recorder(Capture.SCREEN).stop(RecordingEnd.UNSHARED);
    unreceive(Picture.screen(place.sitter().seat()));
    place.media().unpublish(Capture.SCREEN);
    ledger.unshares(place.sitter().seat(), when);
  }

  private void unreceive(Picture picture) {
    seats.all().forEach(other -> other.media().unreceive(picture));
  }

  /** Releases everything: recorders, then endpoints, then the pipeline. */
  void close(RecordingEnd why) {
    recorders.stopAll(why);
    seats.all().forEach(p -> p.media().close());
    media.close();
  }

  /** The media server has lost what this room had; it is built anew as soon as possible. */
  void lose() {
    recorders.abandonAll();
    seats.all().forEach(place -> place.media().forget());
    media.lose();
  }
}
