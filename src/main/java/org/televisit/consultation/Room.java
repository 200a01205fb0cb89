package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;
import static org.televisit.consent.Purpose.RECORDING;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.consent.Provision;
import org.televisit.consultation.SeatView.Here;
import org.televisit.consultation.ServerMessage.Bye;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.media.BadOfferException;
import org.televisit.media.Capture;
import org.televisit.media.MediaUnavailableException;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;

/**
 * The live place of one Encounter. Its methods may be called from any thread; what they do happens
 * later, in the room's one ordered queue, where it may block. What must survive this node is in the
 * database ({@link RoomRegister}); the rest is rebuilt from it and from the browsers' new offers.
 */
final class Room {

  private static final Logger LOG = System.getLogger(Room.class.getName());
  private static final Duration PULSE = Duration.ofSeconds(5);

  /** A browser that answers no ping for so long is gone, whatever its socket says. */
  private static final Duration SILENCE = Duration.ofSeconds(20);

  private final AppointmentId visit;
  private final RoomServices services;
  private final SerialQueue queue;
  private final Seats seats = new Seats();
  private final RoomMedia media;
  private final Studio studio;
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final AtomicInteger expected = new AtomicInteger();
  private volatile boolean deserted = true;
  private EncounterStatus status = EncounterStatus.PLANNED;
  private Instant pulsed = Instant.MIN;

  Room(AppointmentId visit, RoomServices services, Executor pool) {
    this.visit = visit;
    this.services = services;
    this.queue = new SerialQueue(pool);
    this.media = new RoomMedia(visit, services.media(), services.register());
    this.studio = new Studio(seats, media, services.clock());
  }

  Instant now() {
    return services.clock().instant();
  }

  /** Whether nobody is in it or about to be, and it holds no media: it may be forgotten. */
  boolean isIdle() {
    return deserted && expected.get() == 0;
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
          guarded(visitor, this::meet);
        });
  }

  private void seat(Visitor visitor) {
    Entered entered = services.register().enter(visitor.actor(), visit, visitor.role());
    if (entered.status().isOver()) {
      visitor.line().hangUp(new Bye(Bye.Reason.ENDED));
      return;
    }
    status = entered.status();
    media.found(entered.pipeline());
    for (Entered.Taken taken : entered.taken()) {
      seats.get(taken.sitter().seat(), () -> place(taken.sitter())).admit(taken.admitted());
    }
    Place place = seats.find(entered.seat()).orElseThrow();
    studio.unshare(place); // a page that is loaded again has to be asked again which screen
    place.media().newPage();
    Visitor before = place.sit(visitor, now());
    if (before != null) {
      before.line().hangUp(new Bye(Bye.Reason.REPLACED));
    }
    visitor
        .line()
        .send(new ServerMessage.Welcome(entered.seat(), services.turn().forSeat(entered.seat())));
    askConsent(place);
    broadcast();
  }

  private Place place(Sitter sitter) {
    RecordedSeat whose =
        new RecordedSeat(visit, sitter.seat(), sitter.subject(), sitter.name(), sitter.role());
    return new Place(
        sitter,
        new SeatMedia(sitter.seat(), new SeatHost(this, seats, sitter.seat())),
        new SeatRecorder(whose, services.recordings()));
  }

  /** Does something for a visitor, if theirs is still the person's newest connection. */
  void hear(Visitor visitor, Consumer<Place> deed) {
    queue.add(() -> guarded(visitor, () -> seats.of(visitor).ifPresent(deed)));
  }

  void devices(Place place, ClientMessage.Devices devices) {
    place.devices(devices);
    broadcast();
  }

  void admit(Visitor visitor, UUID seat) {
    boolean possible =
        (status == EncounterStatus.ARRIVED || status == EncounterStatus.IN_PROGRESS)
            && seats.find(seat).isPresent();
    if (refuses(visitor, ConsultationAction.ADMIT, possible)) {
      return;
    }
    status = services.register().admit(visitor.actor(), visit, seat);
    seats.find(seat).ifPresent(waiting -> waiting.admit(true));
    broadcast();
    meet();
  }

  void leave(Visitor visitor, Place place) {
    depart(visitor, place, Bye.Reason.LEFT);
  }

  private void depart(Visitor visitor, Place place, Bye.Reason why) {
    services.register().gone(visitor.actor(), visit, place.sitter().seat(), Presence.Reason.LEFT);
    place.rise(Here.LEFT, now());
    visitor.line().hangUp(new Bye(why));
    studio.release(place);
    broadcast();
  }

  void lose(Visitor visitor, Place place) {
    services.register().gone(visitor.actor(), visit, place.sitter().seat(), Presence.Reason.LOST);
    place.rise(Here.AWAY, now());
    broadcast();
  }

  void end(Visitor visitor) {
    if (refuses(visitor, ConsultationAction.END, status == EncounterStatus.IN_PROGRESS)) {
      return;
    }
    status = services.register().end(visitor.actor(), visit);
    broadcast();
    studio.stopRecorders();
    for (Place place : seats.all()) {
      Visitor connected = place.visitor();
      place.rise(Here.LEFT, now());
      if (connected != null) {
        connected.line().hangUp(new Bye(Bye.Reason.ENDED));
      }
    }
    studio.close();
    deserted = true;
  }

  void unshare(Place place) {
    studio.unshare(place);
    broadcast();
  }

  /** One's own word, and so a withdrawal: nobody else has to agree. */
  void withdraw(Visitor visitor, Place place) {
    services.consents().questions(visitor.actor(), visit, Locale.ENGLISH).stream()
        .filter(q -> q.purpose() == RECORDING)
        .forEach(
            q ->
                services
                    .consents()
                    .answer(visitor.actor(), visit, q.form().getId(), Provision.DENY));
    askConsent(place);
    broadcast();
  }

  void witness(Visitor visitor, ClientMessage.Witness witnessed) {
    if (!refuses(visitor, ConsultationAction.WITNESS, false)) {
      throw new IllegalStateException(witnessed.toString());
    }
  }

  void restartRecording(Visitor visitor, UUID seat) {
    if (refuses(visitor, ConsultationAction.RESTART_RECORDING, seats.find(seat).isPresent())) {
      return;
    }
    services
        .trail()
        .done(
            visitor.actor(), ConsultationAction.RESTART_RECORDING, visit.entity(), "seat/" + seat);
    seats.find(seat).ifPresent(place -> place.recorder().stop());
    studio.record();
    broadcast();
  }

  private boolean refuses(Visitor visitor, ConsultationAction what, boolean possible) {
    if (visitor.isPractitioner() && possible) {
      return false;
    }
    services.trail().refused(visitor.actor(), what, visit.entity());
    visitor.line().send(new Problem(Problem.Code.NOT_ALLOWED));
    return true;
  }

  // ---- media ------------------------------------------------------------------------------------

  /** A browser's new connection. */
  void offer(Place place, ClientMessage.Offer offer) {
    if (status != EncounterStatus.IN_PROGRESS || !place.admitted()) {
      place.say(new Problem(Problem.Code.NOT_ALLOWED));
    } else if (studio.offer(place, offer)) {
      broadcast();
    }
  }

  /** What somebody sends began or ceased to flow. */
  void flowChanged() {
    studio.record();
    broadcast();
  }

  /** The visit is in progress and somebody is here: there must be media, and recorders on it. */
  private void meet() {
    if (status != EncounterStatus.IN_PROGRESS || seats.nobodyIsHere()) {
      return;
    }
    if (studio.open()) {
      broadcast();
    }
    studio.record();
  }

  /** The media server has lost what this room had; it is built anew as soon as possible. */
  private void loseMedia() {
    studio.lose();
    seats.sayToAll(new Problem(Problem.Code.MEDIA_UNAVAILABLE));
    broadcast();
  }

  // ---- news from elsewhere
  // ------------------------------------------------------------------------

  /** Runs something in the room's queue. */
  void later(Runnable task) {
    queue.add(() -> guarded(null, task));
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

  /** Somebody changed their mind about being recorded: a withdrawal goes before all else. */
  void consentChanged(String subject) {
    urgently(
        () -> {
          seats.of(subject).ifPresent(this::askConsent);
          broadcast();
          studio.record();
        });
  }

  /** Somebody withdrew their consent to be treated by video: they cannot stay. */
  void treatmentWithdrawn(String subject) {
    urgently(() -> seats.of(subject).ifPresent(this::showOut));
  }

  private void showOut(Place place) {
    Visitor visitor = place.visitor();
    if (visitor != null) {
      depart(visitor, place, Bye.Reason.CONSENT_MISSING);
    }
  }

  private void urgently(Runnable task) {
    queue.addFirst(() -> guarded(null, task));
  }

  /** A stretch ended, by our wish or by itself. */
  void recordingEnded(UUID seat, RecordingId recording) {
    later(
        () -> {
          seats.find(seat).ifPresent(place -> place.recorder().ended(recording, now()));
          broadcast();
        });
  }

  private void askConsent(Place place) {
    boolean permits = services.consents().permits(visit, place.sitter().subject(), RECORDING);
    place.recorder().consented(permits);
  }

  // ---- time
  // ---------------------------------------------------------------------------------------

  /** Called about every second. */
  void tick() {
    if (ticking.compareAndSet(false, true)) {
      later(
          () -> {
            ticking.set(false);
            keepHouse(now());
          });
    }
  }

  private void keepHouse(Instant now) {
    Instant expired = now.minus(services.grace());
    for (Place place : seats.all()) {
      Visitor visitor = place.visitor();
      if (visitor != null && visitor.isSilentSince(now.minus(SILENCE))) {
        visitor.line().drop();
        lose(visitor, place);
      }
      if (place.isEmptySince(expired) && !place.media().isIdle()) {
        studio.release(place);
        broadcast();
      }
    }
    if (seats.emptySince(expired)) { // the media is released; the encounter goes on
      studio.close();
      deserted = true;
    }
    meet();
    if (!now.isBefore(pulsed.plus(PULSE))) {
      pulsed = now;
      pulse(now);
    }
  }

  private void pulse(Instant now) {
    seats.all().forEach(this::askConsent);
    seats.sayToAll(
        new ServerMessage.Pulse(seats.all().stream().map(p -> recording(p, now)).toList()));
    for (Place place : seats.all()) {
      Visitor visitor = place.visitor();
      if (visitor != null) {
        visitor.line().ping();
      }
    }
    studio.askForKeyFrames();
  }

  // ---- telling
  // ------------------------------------------------------------------------------------

  private void broadcast() {
    Instant now = now();
    List<SeatView> views =
        seats.all().stream().map(p -> p.view(List.of(recording(p, now)))).toList();
    seats.sayToAll(new ServerMessage.RoomState(status.code(), studio.epoch(), views));
  }

  private SeatRecording recording(Place place, Instant now) {
    boolean wanted =
        status == EncounterStatus.IN_PROGRESS
            && place.media().publication(Capture.CAMERA).isPresent();
    return place.recorder().view(wanted, now);
  }

  private void guarded(@Nullable Visitor visitor, Runnable task) {
    try {
      task.run();
    } catch (MediaUnavailableException e) {
      LOG.log(ERROR, visit.entity() + ": " + e.getMessage());
      loseMedia();
    } catch (BadOfferException e) {
      tell(visitor, Problem.Code.BAD_OFFER);
    } catch (RuntimeException e) {
      LOG.log(ERROR, visit.entity() + ": a step of the room failed", e);
      tell(visitor, Problem.Code.INTERNAL);
    }
  }

  private static void tell(@Nullable Visitor visitor, Problem.Code code) {
    if (visitor != null) {
      visitor.line().send(new Problem(code));
    }
  }
}
