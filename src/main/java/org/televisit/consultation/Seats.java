package org.televisit.consultation;

import static java.util.stream.Collectors.toSet;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.televisit.identity.Role;

/**
 * The places of one room, in the order in which they were first taken. Thread-safe; places are
 * added in the room's queue only.
 */
final class Seats {

  private final Map<UUID, Place> places = new LinkedHashMap<>();

  /** The place of a seat; to make one takes a database, which nobody else waits for. */
  Place get(UUID seat, Supplier<Place> otherwise) {
    return find(seat).orElseGet(() -> add(seat, otherwise.get()));
  }

  private synchronized Place add(UUID seat, Place place) {
    places.put(seat, place);
    return place;
  }

  synchronized Optional<Place> find(UUID seat) {
    return Optional.ofNullable(places.get(seat));
  }

  /** The place that this connection holds; empty once a newer one has taken it over. */
  Optional<Place> of(Visitor visitor) {
    return all().stream().filter(p -> p.visitor() == visitor).findFirst();
  }

  Optional<Place> of(String subject) {
    return all().stream().filter(p -> p.sitter().subject().equals(subject)).findFirst();
  }

  /**
   * Those who are here for this person's treatment, with their places: that person, and beside the
   * patient all who accompany them.
   */
  Map<Visitor, Place> treated(String subject, String patient) {
    Map<Visitor, Place> here = new LinkedHashMap<>();
    for (Place place : all()) {
      Visitor visitor = place.visitor();
      Sitter sitter = place.sitter();
      boolean beside = subject.equals(patient) && sitter.role() == Role.RELATED_PERSON;
      if (visitor != null && (beside || sitter.subject().equals(subject))) {
        here.put(visitor, place);
      }
    }
    return here;
  }

  synchronized Collection<Place> all() {
    return List.copyOf(places.values());
  }

  /** Who can say something that the others hear: those who were let in and are connected. */
  Set<String> audible() {
    return all().stream()
        .filter(p -> p.admitted() && p.visitor() != null)
        .map(p -> p.sitter().subject())
        .collect(toSet());
  }

  boolean nobodyIsHere() {
    return all().stream().allMatch(p -> p.visitor() == null);
  }

  boolean emptySince(Instant moment) {
    return all().stream().allMatch(p -> p.isEmptySince(moment));
  }

  /** Nobody has a connection any more. */
  void dismiss(ServerMessage.Bye farewell, Instant now) {
    for (Place place : all()) {
      Visitor connected = place.visitor();
      place.rise(SeatView.Here.LEFT, now);
      if (connected != null) {
        connected.line().hangUp(farewell);
      }
    }
  }

  void sayToAll(ServerMessage message) {
    all().forEach(p -> p.say(message));
  }
}
