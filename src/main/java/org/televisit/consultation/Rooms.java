package org.televisit.consultation;

import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.ConsentAnswered;
import org.televisit.consent.Provision;
import org.televisit.consent.RecordingRuleChanged;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.media.MediaServerRestarted;
import org.televisit.recording.RecordingFailed;
import org.televisit.recording.RecordingSealed;
import org.televisit.scheduling.AppointmentId;

/** The rooms that live on this node, and what is news to them. */
@ApplicationScoped
class Rooms {

  private static final Logger LOG = System.getLogger(Rooms.class.getName());

  /** How often it is looked at whether what should be recorded arrives. */
  private static final long LOOK_MILLIS = 500;

  @Inject RoomServices services;

  @Resource ManagedExecutorService executor;
  @Resource ManagedThreadFactory threads;

  private final ConcurrentMap<AppointmentId, Room> rooms = new ConcurrentHashMap<>();
  private @Nullable ScheduledExecutorService clocks;

  /**
   * Two threads of their own: pulse and alarm must come in time while all others of the server wait
   * for a database.
   */
  @PostConstruct
  void watch() {
    clocks = Executors.newScheduledThreadPool(2, threads);
    clocks.scheduleAtFixedRate(this::tick, 1, 1, TimeUnit.SECONDS);
    clocks.scheduleAtFixedRate(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void unwatch() {
    if (clocks != null) {
      clocks.shutdown();
    }
    rooms.clear(); // news that still comes finds nobody
  }

  /** Lets a person into the room of a visit; the caller has checked that they may. */
  Visitor enter(AppointmentId visit, Actor person, Role role, Line line) {
    Room room =
        rooms.compute(
            visit,
            (id, known) -> {
              Room found = known != null ? known : new Room(id, services, executor);
              found.expect(); // in here, so that an idle room is not forgotten meanwhile
              return found;
            });
    Visitor visitor = new Visitor(room, person, role, line);
    room.enter(visitor);
    return visitor;
  }

  /** Whether the room of this visit lives here: somebody is in it, or was until just now. */
  boolean know(AppointmentId visit) {
    return rooms.containsKey(visit);
  }

  private void tick() {
    for (AppointmentId visit : rooms.keySet()) {
      Room room = rooms.computeIfPresent(visit, (id, r) -> r.isIdle() ? null : r);
      if (room != null) {
        carefully(room, Room::tick);
      }
    }
  }

  private void look() {
    rooms.values().forEach(room -> carefully(room, Room::look));
  }

  private static void carefully(Room room, Consumer<Room> task) {
    try {
      task.accept(room);
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(WARNING, "a room could not be told the time", e);
    }
  }

  /** Best effort, as every observer after a commit: the pulse of the room asks again. */
  void answered(@Observes(during = AFTER_SUCCESS) ConsentAnswered event) {
    tell(
        event.appointment(),
        room -> {
          switch (event.purpose()) {
            case RECORDING -> room.consentChanged(event.subject(), event.provision());
            case TREATMENT -> {
              if (event.provision() == Provision.DENY) {
                room.treatmentWithdrawn(event.subject());
              }
            }
            case ANALYTICS -> {} // decides nothing here
          }
        });
  }

  void ruleChanged(@Observes(during = AFTER_SUCCESS) RecordingRuleChanged event) {
    tell(event.appointment(), Room::ruleChanged);
  }

  void sealed(@Observes(during = AFTER_SUCCESS) RecordingSealed event) {
    tell(event.appointment(), room -> room.recordingEnded(event.seat(), event.id()));
  }

  void failed(@Observes(during = AFTER_SUCCESS) RecordingFailed event) {
    tell(event.appointment(), room -> room.recordingEnded(event.seat(), event.id()));
  }

  void restarted(@Observes MediaServerRestarted event) {
    rooms.values().forEach(Room::mediaRestarted);
  }

  private void tell(AppointmentId visit, Consumer<Room> news) {
    Room room = rooms.get(visit);
    if (room != null) {
      news.accept(room);
    }
  }
}
