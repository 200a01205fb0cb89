package org.televisit.consultation;

import java.time.Clock;
import java.util.UUID;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.Capture;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;

/**
 * The media of a room's people: their connections, their recorders, and the order in which all that
 * is built and released. Blocks; in the room's queue only.
 */
final class Studio {

  private final Seats seats;
  private final RoomMedia media;
  private final Clock clock;
  private int streams;

  Studio(Seats seats, RoomMedia media, Clock clock) {
    this.seats = seats;
    this.media = media;
    this.clock = clock;
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
      if (picture.media() == Capture.CAMERA) {
        place.recorder().stop(); // its source is about to be replaced
      }
      place.media().publish(pipeline, offer, ++streams);
      return true;
    }
    seats
        .find(picture.seat())
        .flatMap(other -> other.media().publication(picture.media()))
        .ifPresent(from -> place.media().receive(pipeline, offer, from));
    return false;
  }

  /** Begins and ends stretches as consents and flows have it. */
  void record() {
    Pipeline pipeline = media.pipeline();
    if (pipeline == null) {
      return;
    }
    for (Place place : seats.all()) {
      place
          .media()
          .publication(Capture.CAMERA)
          .ifPresent(p -> place.recorder().consider(pipeline, p, clock.instant()));
    }
  }

  /** Asks for the key frames without which a recording cannot be searched. */
  void askForKeyFrames() {
    for (Place place : seats.all()) {
      if (place.recorder().wantsKeyFrames() && !askAReceiverOf(place.sitter().seat())) {
        place.say(new ServerMessage.KeyFrame(Capture.CAMERA));
      }
    }
  }

  /** The media server asks a source only for somebody who receives it. */
  private boolean askAReceiverOf(UUID seat) {
    return seats.all().stream().anyMatch(p -> p.media().askForKeyFrame(Picture.camera(seat)));
  }

  /** Stops recording a person, then releases what they sent and received. */
  void release(Place place) {
    place.recorder().stop();
    for (Capture of : Capture.values()) {
      unreceive(new Picture(place.sitter().seat(), of));
    }
    place.media().close();
  }

  /** Ends the sharing of a screen, if somebody does. */
  void unshare(Place place) {
    unreceive(Picture.screen(place.sitter().seat()));
    place.media().unpublish(Capture.SCREEN);
  }

  private void unreceive(Picture picture) {
    seats.all().forEach(other -> other.media().unreceive(picture));
  }

  /** Releases everything: recorders, then endpoints, then the pipeline. */
  void close() {
    stopRecorders();
    seats.all().forEach(p -> p.media().close());
    media.close();
  }

  /** Nothing is recorded any more when this returns. */
  void stopRecorders() {
    seats.all().forEach(p -> p.recorder().stop());
  }

  /** The media server has lost what this room had; it is built anew as soon as possible. */
  void lose() {
    for (Place place : seats.all()) {
      place.recorder().abandon();
      place.media().forget();
    }
    media.lose();
  }
}
