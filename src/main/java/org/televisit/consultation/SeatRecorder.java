package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;
import static org.televisit.recording.RecordingPermit.ANOTHER_DECLINED;
import static org.televisit.recording.RecordingPermit.DECLINED;

import java.lang.System.Logger;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.consultation.SeatRecording.State;
import org.televisit.media.Capture;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaUnavailableException;
import org.televisit.media.RecordingProfile;
import org.televisit.recording.Company;
import org.televisit.recording.ConsentMissingException;
import org.televisit.recording.RecordedSeat;
import org.televisit.recording.RecordingBrake;
import org.televisit.recording.RecordingEnd;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingPermit;
import org.televisit.recording.RecordingProgress;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RecordingSource;
import org.televisit.recording.RunningRecording;

/**
 * Records one person's camera or screen, stretch by stretch, while it is permitted and something
 * flows. A new connection, a kind of media that joins in or ends, or a recorder that falls silent
 * each begin a new stretch. In the room's queue only, but for what says otherwise.
 */
final class SeatRecorder {

  private static final Logger LOG = System.getLogger(SeatRecorder.class.getName());

  /**
   * Silence after which a new recorder is tried: longer than TCP takes to come back from a network
   * that was away for six seconds, shorter than the ten after which the media server gives up by
   * itself. The doctor has had three to do it by hand.
   */
  private static final Duration GIVE_UP = Duration.ofSeconds(8);

  /** The same where it is our disk that does not take what has arrived: so would the next. */
  private static final Duration GIVE_UP_DISK = Duration.ofSeconds(30);

  /** Who has not looked for so long, as of a JVM that stood still, cannot say who was silent. */
  private static final Duration NAP = Duration.ofSeconds(3);

  /** A pause keeps an upload open that nothing flows through; one that lasts ends the stretch. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /**
   * What may still be on its way when a pause begins; more means that the server does not pause.
   */
  private static final Duration DRAINING = Duration.ofSeconds(1);

  private static final int LONGEST_WAIT_SECONDS = 30;

  private final RecordedSeat whose;
  private final Capture media;
  private final RecordingService service;
  private final Withdrawals withdrawals;
  private final GivenUp givenUp;
  private volatile RecordingPermit permit = RecordingPermit.NOT_IN_PROGRESS;
  private volatile Set<String> needed = Set.of();
  private volatile RecordingBrake brake = new RecordingBrake();
  private volatile @Nullable LiveStretch current;
  private volatile @Nullable Instant beginning;
  private volatile Set<MediaKind> flowing = Set.of();
  private volatile Duration stored;
  private volatile int failures;
  private Company company = Company.NOBODY;
  private Instant notBefore = Instant.MIN;
  private Instant looked = Instant.MIN;

  SeatRecorder(
      RecordedSeat whose,
      Capture media,
      RecordingService service,
      Withdrawals withdrawals,
      GivenUp givenUp) {
    this.whose = whose;
    this.media = media;
    this.service = service;
    this.withdrawals = withdrawals;
    this.givenUp = givenUp;
    this.stored = service.stored(whose.seat(), media);
  }

  /**
   * What is permitted now. What is not any more has been paused or stopped when this returns.
   *
   * @param present by whose presence it is
   * @param subjects without whose permission it would not be
   * @throws MediaUnavailableException if the media server does not say that it stopped
   */
  void permit(RecordingPermit newest, Company present, Set<String> subjects, Instant now) {
    needed = Set.copyOf(subjects);
    permit = newest;
    company = present;
    hold(now);
  }

  /**
   * Ends at once what is recorded here, or is about to be, if it needs the permission of one of
   * these people. Nothing more of it is stored when this returns, and its recorder is stopped
   * later. From any thread; asks nobody, and never blocks.
   *
   * @return what is to be said of it; empty if nothing was being recorded that needs it
   */
  Optional<SeatRecording> refuse(Set<String> refusing) {
    if (needed.stream().noneMatch(refusing::contains)) {
      return Optional.empty();
    }
    boolean own = refusing.contains(whose.subject());
    brake.pull(own ? RecordingEnd.WITHDRAWN : RecordingEnd.ANOTHER_DECLINED);
    return current == null ? Optional.empty() : Optional.of(view(true, Instant.MIN));
  }

  /** Whether nothing flows into it because somebody does not permit it. From any thread. */
  boolean rests() {
    LiveStretch running = current;
    return running != null && running.pausedAt() != null;
  }

  private void hold(Instant now) {
    LiveStretch running = current;
    if (running == null || permit.isPermitted()) {
      return;
    }
    if (running.brake().pulled().isPresent()) {
      end(RecordingEnd.of(permit)); // nothing of it is stored any more: there is nothing to pause
      return;
    }
    if (permit != ANOTHER_DECLINED || !pauses(running, now)) {
      end(RecordingEnd.of(permit));
    }
  }

  private boolean pauses(LiveStretch running, Instant now) {
    Instant since = running.pausedAt();
    if (since == null) {
      boolean paused = service.pause(running.recording(), permit);
      current = paused ? running.paused(now) : running;
      return paused;
    }
    Duration pause = Duration.between(since, now);
    boolean quiet =
        pause.compareTo(DRAINING.multipliedBy(2)) < 0
            || silence(running, now).compareTo(pause.minus(DRAINING)) >= 0;
    return quiet && pause.compareTo(LONGEST_PAUSE) < 0;
  }

  /**
   * Begins a stretch if it is time to, or goes on; ends one that no longer fits what flows.
   *
   * @throws MediaUnavailableException if the media server does not begin, or does not stop
   */
  void consider(Pipeline pipeline, Publication publication, Instant now) {
    flowing = publication.flowing();
    boolean attentive = !now.isAfter(looked.plus(NAP));
    looked = now;
    givenUp.look();
    hold(now);
    LiveStretch running = current;
    if (running != null && permit.isPermitted()) {
      Optional<RecordingEnd> end = outgrown(running, publication, now);
      if (end.isPresent()) {
        end(end.get());
      } else if (attentive && isStalled(running, now)) {
        giveUpStalled(running, now);
      } else {
        resume(running, now);
      }
    }
    if (current == null
        && permit.isPermitted()
        && !now.isBefore(notBefore)
        && publication.isReady(now)) {
      begin(pipeline, publication, now);
    }
  }

  private void begin(Pipeline pipeline, Publication publication, Instant now) {
    RecordingBrake mine = new RecordingBrake();
    brake = mine; // before it is asked who refuses: whoever does so afterwards finds it
    if (withdrawals.concern(needed)) {
      return; // and the news is still on its way
    }
    Set<MediaKind> kinds = publication.flowing();
    RecordingSource source =
        new RecordingSource(media, publication.endpoint(), RecordingProfile.of(kinds), mine);
    beginning = now;
    try {
      RunningRecording begun = service.start(whose, company, pipeline, source);
      current = new LiveStretch(begun, mine, kinds, now, null);
    } catch (ConsentMissingException e) {
      permit = e.permit(); // something has changed, and the news is still on its way
    } catch (MediaUnavailableException e) {
      failed(now);
      throw e;
    } catch (RuntimeException e) { // the database is away: the visit goes on, and so does the alarm
      LOG.log(WARNING, "seat/" + whose.seat() + " cannot be recorded now", e);
      failed(now);
    } finally {
      beginning = null;
    }
  }

  private void resume(LiveStretch running, Instant now) {
    if (running.pausedAt() == null) {
      return;
    }
    try {
      service.resume(running.recording());
      current = running.resumed(now);
    } catch (MediaUnavailableException e) {
      end(RecordingEnd.MEDIA_LOST);
    }
  }

  private Optional<RecordingEnd> outgrown(LiveStretch running, Publication source, Instant now) {
    Optional<RecordingEnd> refused = running.brake().pulled();
    if (refused.isPresent()) {
      return refused; // and agreed to again, before anybody had the time to stop it
    }
    if (source.hasOutgrown(running.kinds(), now)) {
      return Optional.of(RecordingEnd.TRACKS_CHANGED);
    }
    return Optional.empty();
  }

  private boolean isStalled(LiveStretch running, Instant now) {
    if (running.pausedAt() != null) {
      return false;
    }
    if (running.arrives(service.progress(running.id()), now)) {
      failures = 0;
    }
    Duration patience = service.isWriting(running.id()) ? GIVE_UP_DISK : GIVE_UP;
    return !flowing.isEmpty() && silence(running, now).compareTo(patience) >= 0;
  }

  /** The first new one begins at once, as the patience was pause enough; the next ones do not. */
  private void giveUpStalled(LiveStretch running, Instant now) {
    LOG.log(WARNING, "{0}: nothing arrives, a new stretch begins", running.id().entity());
    boolean first = failures == 0;
    failed(now);
    notBefore = first ? now : notBefore;
    giveUp(running, RecordingEnd.STALLED);
  }

  /** Nothing more of it is stored; its recorder is stopped when the media server has the time. */
  private void giveUp(LiveStretch running, RecordingEnd why) {
    current = null;
    givenUp.add(running.recording(), why);
  }

  /** For how long nothing has arrived although it should. */
  private Duration silence(LiveStretch running, Instant now) {
    return running.silence(service.progress(running.id()), now);
  }

  /**
   * Stops, if something runs, and waits until the media server has sent the rest: before what is
   * recorded is released.
   *
   * @throws MediaUnavailableException if the media server does not say that it stopped
   */
  void stop(RecordingEnd why) {
    end(why);
    givenUp.await();
  }

  private void end(RecordingEnd why) {
    LiveStretch running = current;
    current = null;
    if (running != null && !service.stop(running.recording(), why)) {
      throw new MediaUnavailableException(
          "a recorder did not stop", new IllegalStateException(why.code()));
    }
  }

  /** Forgets the recorders, which have gone with their media server. */
  void abandon() {
    LiveStretch running = current;
    current = null;
    givenUp.forget();
    if (running != null) {
      service.abandon(running.recording());
    }
  }

  /** Ends what runs, and does not wait before the next one, nor for one that is silent. */
  void restart(Instant now) {
    failures = 0;
    notBefore = Instant.MIN;
    LiveStretch running = current;
    if (running != null && running.isOverdue(service.progress(running.id()), now)) {
      giveUp(running, RecordingEnd.RESTARTED_BY_HAND);
    } else {
      end(RecordingEnd.RESTARTED_BY_HAND);
    }
  }

  /** A stretch has ended, by us or by itself; in the second case another one is tried soon. */
  void ended(RecordingId id, Instant now) {
    LiveStretch running = current;
    if (running != null && running.id().equals(id)) {
      Optional<RecordingEnd> refused = running.brake().pulled();
      if (refused.isEmpty()) {
        failed(now);
      }
      end(refused.orElse(RecordingEnd.MEDIA_LOST));
    }
    stored = service.stored(whose.seat(), media);
  }

  private void failed(Instant now) {
    failures = failures + 1; // by this thread alone
    int pause = Math.min(LONGEST_WAIT_SECONDS, 1 << Math.min(failures, 5));
    notBefore = now.plusSeconds(pause);
  }

  /** Whether a picture is being recorded, which needs key frames. */
  boolean wantsKeyFrames() {
    LiveStretch running = current;
    return running != null
        && running.pausedAt() == null
        && running.kinds().contains(MediaKind.VIDEO);
  }

  /**
   * From any thread.
   *
   * @param sent whether there is something to record
   */
  SeatRecording view(boolean sent, Instant now) {
    Picture picture = new Picture(whose.seat(), media);
    LiveStretch running = current;
    if (running == null) {
      Instant asked = beginning;
      boolean late = asked != null && !now.isBefore(asked.plus(LiveStretch.SLOW_START));
      return new SeatRecording(picture, late ? State.STALLED : idle(sent), permit, stored);
    }
    Optional<RecordingProgress> progress = service.progress(running.id());
    Duration safe = progress.map(RecordingProgress::stored).map(stored::plus).orElse(stored);
    Optional<RecordingEnd> refused = running.brake().pulled();
    if (refused.isPresent()) {
      boolean own = refused.get() == RecordingEnd.WITHDRAWN;
      return new SeatRecording(
          picture, own ? State.DECLINED : State.PAUSED, own ? DECLINED : ANOTHER_DECLINED, safe);
    }
    return new SeatRecording(picture, running.state(progress, flowing, now), permit, safe);
  }

  private State idle(boolean sent) {
    return switch (permit) {
      case UNANSWERED, DECLINED -> State.DECLINED;
      case NOT_IN_PROGRESS, PROHIBITED -> State.OFF;
      case ANOTHER_DECLINED -> sent ? State.PAUSED : State.OFF;
      case PERMITTED -> !sent ? State.OFF : failures > 0 ? State.FAILED : State.STARTING;
    };
  }
}
