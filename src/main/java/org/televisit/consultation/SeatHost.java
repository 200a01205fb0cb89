package org.televisit.consultation;

import java.util.UUID;
import org.televisit.media.MediaKind;

/** A room, as one person's media needs it. */
record SeatHost(Room room, Seats seats, UUID seat) implements SeatMedia.Host {

  @Override
  public void later(Runnable task) {
    room.later(task);
  }

  @Override
  public void say(ServerMessage message) {
    seats.find(seat).ifPresent(place -> place.say(message));
  }

  @Override
  public void flows(Publication publication, MediaKind kind, boolean flows, long atMillis) {
    publication.flows(kind, flows, atMillis, room.now());
    room.flowChanged();
  }
}
