package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.televisit.scheduling.AppointmentId;

/** What a database would keep, and whether there is one. */
final class InMemoryEncounters extends Encounters {
  final List<Encounter> all = new ArrayList<>();
  final List<Seat> seats = new ArrayList<>();
  final List<Presence> presences = new ArrayList<>();
  final List<ScreenShare> screens = new ArrayList<>();
  private boolean flushed;

  /** Whether it does not answer. */
  boolean away;

  /** Whether it says no. */
  boolean refuses;

  private void ask() {
    if (away) {
      throw new IllegalStateException("no database", new SQLTransientConnectionException());
    }
    if (refuses) {
      throw new IllegalStateException("not this");
    }
  }

  @Override
  void add(Object entity) {
    if (entity instanceof Encounter encounter) {
      all.add(encounter);
    } else if (entity instanceof Seat seat) {
      seats.add(seat);
    } else if (entity instanceof Presence presence) {
      assertThat(flushed).as("the database sees an ended presence first").isTrue();
      presences.add(presence);
      flushed = false;
    } else if (entity instanceof ScreenShare share) {
      screens.add(share);
    }
  }

  @Override
  void flush() {
    flushed = true;
  }

  @Override
  Optional<Encounter> of(AppointmentId visit) {
    ask();
    return all.stream().filter(e -> e.appointment().equals(visit)).findFirst();
  }

  @Override
  List<Seat> seats(UUID encounter) {
    return seats.stream().filter(s -> s.encounter().equals(encounter)).toList();
  }

  @Override
  List<Encounter> of(Collection<AppointmentId> visits) {
    return all.stream().filter(e -> visits.contains(e.appointment())).toList();
  }

  @Override
  List<Presence> presences(UUID encounter) {
    List<UUID> here = seats(encounter).stream().map(Seat::id).toList();
    return presences.stream().filter(p -> here.contains(p.seat())).toList();
  }

  @Override
  Optional<Presence> open(UUID seat) {
    ask();
    return presences.stream().filter(p -> p.isOpen() && p.seat().equals(seat)).findFirst();
  }

  @Override
  List<Presence> openOn(String node, String unnamed) {
    return presences.stream()
        .filter(p -> p.isOpen() && node.equals(p.node() == null ? unnamed : p.node()))
        .toList();
  }

  @Override
  Optional<ScreenShare> openScreen(UUID seat) {
    ask();
    return screens.stream().filter(s -> s.isOpen() && s.seat().equals(seat)).findFirst();
  }

  @Override
  List<ScreenShare> openScreensOn(String node) {
    return screens.stream().filter(s -> s.isOpen() && s.node().equals(node)).toList();
  }
}
