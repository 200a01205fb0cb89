package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.Provision;
import org.televisit.consent.Saying;
import org.televisit.consultation.SeatView.Here;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.Capture;
import org.televisit.recording.RecordingEnd;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;

/**
 * The live place of one Encounter. Its methods may be called from any thread; what they do happens
 * later, in the room's one ordered queue, where it may block. Only three things do not wait for
 * that: that somebody does not want to be recorded, the alarm, and the pulse. What must survive
 * this node is in the database ({@link RoomRegister}); the rest is rebuilt from it and from the
 * browsers' new offers.
 */
final class Room {

  private static final Logger LOG = System.getLogger(Room.class.getName());

  /** Every so many ticks, which are not counted by a clock that may be put back. */
  private static final int PULSE = 5;

  /** A browser that answers no ping for so long is gone, whatever its socket says. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final AppointmentId visit;
  private final RoomServices services;
  private final RoomQueue queue;
  private final Seats seats = new Seats();
  private final Seating seating;
  private final RoomMedia media;
  private final PresenceLedger ledger;
  private final RecordingGate gate;
  private final Recorders recorders;
  private final RecordingGuard guard;
  private final Studio studio;
  private final Announcer announcer;
  private final RoomRights rights;
  private final RecordingDesk desk;
  private final AlarmWatch alarms;
  private final RecordingRefusals refusals;
  private final AtomicInteger expected = new AtomicInteger();
  private volatile boolean deserted = true;
  private EncounterStatus status = EncounterStatus.PLANNED;
  private int ticks;

  Room(AppointmentId visit, RoomServices services, Executor pool) {
    this.visit = visit;
    this.services = services;
    this.queue = new RoomQueue(visit, pool, this::loseMedia);
    this.media = new RoomMedia(visit, services.media(), services.register());
    this.ledger = new PresenceLedger(visit, services.register(), pool);
    Withdrawals withdrawals = new Withdrawals();
    this.seating = new Seating(visit, services.recordings(), withdrawals, pool);
    this.gate = new RecordingGate(visit, seats, services, withdrawals);
    this.recorders = new Recorders(seats, gate, services.clock());
    this.guard = new RecordingGuard(visit, gate, recorders, this::loseMedia);
    this.studio = new Studio(seats, media, recorders, ledger, services.clock(), pool);
    this.announcer = new Announcer(seats, recorders, services.clock());
    this.rights = new RoomRights(visit, services.trail());
    this.desk = new RecordingDesk(visit, services, rights, seats);
    this.alarms = new AlarmWatch(seats);
    RefusalBrake brake = new RefusalBrake(seats, recorders, gate, pool, () -> later(this::learn));
    this.refusals = new RecordingRefusals(withdrawals, desk, brake, seats);
  }

  Instant now() {
    return services.clock().instant();
  }

  /**
   * Whether nobody is in it or about to be, and it holds no media, and nothing that was said or
   * happened in it waits to be stored: it may be forgotten.
   */
  boolean isIdle() {
    return deserted && expected.get() == 0 && refusals.areAllStored() && ledger.isEmpty();
  }

  // ---- people -----------------------------------------------------------------------------------

  /** Somebody is about to {@link #enter}: it must not be forgotten before. */
  void expect() {
    expected.incrementAndGet();
  }

  /** Lets an expected connection in: into the waiting room, or where the person was before. */
  void enter(Visitor visitor) {
    queue.add(
        () -> {
          try {
            seat(visitor);
          } catch (RuntimeException e) {
            LOG.log(ERROR, visit.entity() + ": somebody could not come in", e);
            visitor.line().drop();
          } finally {
            deserted = false;
            expected.decrementAndGet();
          }
          queue.guarded(visitor, () -> welcome(visitor));
        });
  }

  private void seat(Visitor visitor) {
    ledger.catchUp(); // of this person's last connection
    Entered entered = services.register().enter(visitor.actor(), visit, visitor.role());
    if (entered.status().isOver()) {
      visitor.line().hangUp(new Bye(Bye.Reason.ENDED));
      return;
    }
    status = entered.status();
    gate.concerns(entered.patient());
    refusals.concern(entered.patient(), entered.opened());
    media.found(entered.pipeline());
    Place place = seating.places(entered, this, seats);
    Visitor before = place.sit(visitor, now());
    guard(null); // before this person hears or is heard
    place.media().newPage();
    if (before != null) {
      before.line().hangUp(new Bye(Bye.Reason.REPLACED));
    }
    visitor
        .line()
        .send(new ServerMessage.Welcome(entered.seat(), services.turn().forSeat(entered.seat())));
    refusals.welcome(visitor);
    broadcast();
  }

  private void welcome(Visitor visitor) {
    seats
        .of(visitor)
        .filter(place -> place.media().publication(Capture.SCREEN).isPresent())
        .ifPresent(this::unshare); // a new page has to be asked anew which screen
    meet();
  }

  /** Does something for a visitor, if theirs is still the person's newest connection. */
  void hear(Visitor visitor, Consumer<Place> deed) {
    queue.later(visitor, () -> seats.of(visitor).ifPresent(deed));
  }

  void devices(Place place, ClientMessage.Devices devices) {
    place.devices(devices);
    broadcast();
  }

  void admit(Visitor visitor, UUID seat) {
    boolean possible =
        (status == EncounterStatus.ARRIVED || status == EncounterStatus.IN_PROGRESS)
            && seats.find(seat).isPresent();
    if (rights.refuse(visitor, ConsultationAction.ADMIT, possible)) {
      return;
    }
    guard(seat); // before this person hears or is heard
    status = services.register().admit(visitor.actor(), visit, seat);
    seats.find(seat).ifPresent(waiting -> waiting.admit(true));
    guard(null); // the visit may have begun just now
    broadcast();
    meet();
  }

  void depart(Visitor visitor, Place place, Bye.Reason why) {
    place.rise(Here.LEFT, now());
    visitor.line().hangUp(new Bye(why));
    ledger.gone(visitor.actor(), place.sitter().seat(), Presence.Reason.LEFT, now());
    studio.release(place);
    broadcast();
  }

  void lose(Visitor visitor, Place place, Instant when) {
    place.rise(Here.AWAY, now());
    broadcast();
    ledger.gone(visitor.actor(), place.sitter().seat(), Presence.Reason.LOST, when);
  }

  void end(Visitor visitor) {
    if (rights.refuse(visitor, ConsultationAction.END, status == EncounterStatus.IN_PROGRESS)) {
      return;
    }
    ledger.catchUp(); // who is gone is not gone at the end
    status = services.register().end(visitor.actor(), visit);
    broadcast();
    recorders.stopAll(RecordingEnd.VISIT_ENDED);
    seats.dismiss(new Bye(Bye.Reason.ENDED), now());
    studio.close(RecordingEnd.VISIT_ENDED);
    deserted = true;
  }

  void unshare(Place place) {
    studio.unshare(place);
    broadcast();
  }

  /**
   * Somebody does not want to be recorded any more. When this returns nothing more is stored that
   * needs their permission; recorders, database and the others' pages follow. From any thread.
   */
  void withdraw(Visitor visitor, ClientMessage.Withdraw message) {
    refusals.withdraw(visitor, message, now());
    queue.first(visitor, () -> obey(visitor));
  }

  /**
   * Somebody said aloud whether they may be recorded. That they may not counts at once, as {@link
   * #withdraw} does.
   */
  void witness(Visitor visitor, ClientMessage.Witness message) {
    Saying saying = refusals.saying(Duration.ZERO, now());
    if (refusals.witness(visitor, message, saying.heard())) {
      queue.first(visitor, () -> obey(visitor));
    } else {
      hear(visitor, place -> desk.witness(visitor, message, saying));
    }
  }

  private void obey(Visitor visitor) {
    guard(null);
    broadcast();
    if (refusals.store(now(), refused -> queue.failed(visitor, refused))) {
      permitsChanged();
    }
  }

  void restartRecording(Visitor visitor, Picture picture) {
    if (desk.restart(visitor, picture)) {
      flowChanged();
    }
  }

  // ---- media ------------------------------------------------------------------------------------

  /** A browser's new connection. */
  void offer(Place place, ClientMessage.Offer offer) {
    if (status != EncounterStatus.IN_PROGRESS || !place.admitted()) {
      place.say(new Problem(Problem.Code.NOT_ALLOWED));
      return;
    }
    if (offer.picture().seat().equals(place.sitter().seat())) {
      guard(null);
    }
    if (studio.offer(place, offer)) {
      broadcast();
    }
  }

  /** What somebody sends began or ceased to flow. */
  void flowChanged() {
    recorders.record(studio.pipeline());
    broadcast();
  }

  /** The visit is in progress: there must be media if somebody is here, and recorders on it. */
  private void meet() {
    if (status != EncounterStatus.IN_PROGRESS) {
      return;
    }
    if (!seats.nobodyIsHere() && studio.open()) {
      broadcast();
    }
    recorders.record(studio.pipeline());
  }

  private void guard(@Nullable UUID joiner) {
    guard.ask(status, joiner);
  }

  /** News of consents may have been lost. */
  private void learn() {
    guard.learn(status);
    gate.untreated().forEach(this::showOut);
  }

  /** The media server has lost what this room had; it is built anew as soon as possible. */
  private void loseMedia() {
    studio.lose();
    seats.sayToAll(new Problem(Problem.Code.MEDIA_UNAVAILABLE));
    broadcast();
  }

  // ---- news from elsewhere ----

  /** Runs something in the room's queue. */
  void later(Runnable task) {
    queue.later(null, task);
  }

  /** The media server came back without this room's media. */
  void mediaRestarted() {
    later(
        () -> {
          if (studio.epoch() > 0) {
            loseMedia();
          }
          meet();
        });
  }

  /** Somebody answered whether they may be recorded: a refusal goes before all else. */
  void consentChanged(String subject, Provision answer) {
    refusals.answered(subject, answer);
    queue.first(null, this::permitsChanged);
  }

  /** The law of somebody's place may ask for more than before, or for less. */
  void ruleChanged() {
    queue.first(null, this::permitsChanged);
  }

  private void permitsChanged() {
    guard(null);
    broadcast();
    recorders.record(studio.pipeline());
  }

  /** Treatment by video is agreed to no more: that person cannot stay, nor who came along. */
  void treatmentWithdrawn(String subject) {
    queue.first(null, () -> showOut(subject));
  }

  private void showOut(String subject) {
    seats
        .treated(subject, gate.patient())
        .forEach((visitor, place) -> depart(visitor, place, Bye.Reason.CONSENT_MISSING));
  }

  /** A stretch ended, by our wish or by itself. */
  void recordingEnded(UUID seat, RecordingId recording) {
    later(
        () -> {
          seats.find(seat).ifPresent(place -> recorders.ended(place, recording));
          broadcast();
        });
  }

  // ---- time ----

  /** Called about twice a second, by one thread; never blocks. */
  void look() {
    alarms.look(now());
  }

  /** Called about every second, by one thread; never blocks. */
  void tick() {
    if (ticks++ % PULSE == 0) {
      announcer.pulse();
      refusals.look();
      ledger.look();
    }
    queue.tick(() -> keepHouse(now()));
  }

  private void keepHouse(Instant now) {
    if (refusals.store(now, e -> LOG.log(WARNING, visit.entity() + ": cannot withdraw", e))) {
      permitsChanged();
    }
    Instant expired = now.minus(services.grace());
    for (Place place : seats.all()) {
      Visitor visitor = place.visitor();
      if (visitor != null && visitor.isSilentSince(now.minus(SILENCE))) {
        visitor.line().drop();
        lose(visitor, place, now);
      }
      if (place.isEmptySince(expired) && !place.media().isIdle()) {
        studio.release(place);
        broadcast();
      }
    }
    if (seats.emptySince(expired)) { // the media is released; the encounter goes on
      studio.close(RecordingEnd.LEFT);
      deserted = true;
    }
    meet();
    if (announcer.hasNews()) {
      broadcast();
    }
    studio.askForKeyFrames(now);
  }

  private void broadcast() {
    announcer.room(status, studio.epoch());
  }
}
