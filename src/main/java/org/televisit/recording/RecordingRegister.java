package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.media.Capture;
import org.televisit.recording.Recording.Stretch;
import org.televisit.vault.Sealed;

/**
 * The transactional half of recording: rows and audit events, nothing remote. A row may be written
 * long after what it tells of, so each method is told when that was.
 */
@ApplicationScoped
@Transactional
class RecordingRegister {

  static final Actor SYSTEM = Actor.system("recording");

  @Inject Recordings recordings;
  @Inject LastCheck check;
  @Inject AuditTrail trail;
  @Inject NodeLife node;
  @Inject Clock clock;
  @Inject Event<RecordingSealed> sealed;
  @Inject Event<RecordingFailed> failed;

  /**
   * Notes that a recording begins; the token is the only way to fill it.
   *
   * @param company who is in the room; what they answered, and what the law asks, is read here
   * @throws ConsentMissingException if it is not permitted now
   */
  RecordingId begin(RecordedSeat whose, Company company, Capture media, IngestToken token) {
    RecordingPermit permit = check.permit(whose, company);
    if (!permit.isPermitted()) {
      throw new ConsentMissingException(whose.appointment(), permit);
    }
    Stretch stretch = new Stretch(recordings.lastStretch(whose.seat()) + 1, media);
    Recording recording = new Recording(whose, stretch, token, clock.instant());
    recording.writtenBy(node.name());
    recordings.add(recording);
    trail.done(
        SYSTEM, RecordingAction.START, recording.id().entity(), whose.appointment().entity());
    return recording.id();
  }

  /**
   * Spends a token: the recording it was made for, once.
   *
   * @param at when its upload was offered
   */
  Optional<RecordingId> arrive(IngestToken token, Instant at) {
    Optional<Recording> recording = recordings.awaiting(token.sha256());
    recording.ifPresent(
        r -> {
          r.arrive(at);
          r.writtenBy(node.name());
        });
    return recording.map(Recording::id);
  }

  /** Nothing is recorded since then, but may be again. Only what is being recorded can pause. */
  void paused(RecordingId id, RecordingPermit cause, Instant at) {
    Recording recording = recordings.forChange(id);
    if (recording.state() == RecordingState.RECORDING) {
      recording.pause();
      recordings.add(new RecordingPause(id, cause, at));
      note(recording, RecordingAction.PAUSE);
    }
  }

  /** The pause was over then. Nothing happens if the recording is. */
  void resumed(RecordingId id, Instant at) {
    Recording recording = recordings.forChange(id);
    if (recording.state() == RecordingState.PAUSED) {
      endPause(recording, at);
      recording.resume();
      note(recording, RecordingAction.RESUME);
    }
  }

  /** The recorder is about to be told to stop. Nothing happens if the recording has ended. */
  void stopping(RecordingId id, RecordingEnd why, Instant at) {
    Recording recording = recordings.forChange(id);
    switch (recording.state()) {
      case REQUESTED -> giveUp(recording, RecordingFailure.NOTHING_ARRIVED, why, at);
      case RECORDING, PAUSED -> {
        endPause(recording, at);
        recording.stopping(why);
        note(recording, RecordingAction.STOP);
      }
      case STOPPING, SEALED, FAILED -> {}
    }
  }

  /**
   * The vault has finished the file: the recording is complete, or it turned out to hold nothing.
   *
   * @param why it ended, unless that is known better
   * @param at when its last media arrived
   */
  void finished(Sealed file, RecordingEnd why, Instant at) {
    Recording recording = recordings.forChange(new RecordingId(file.recording()));
    if (recording.state().ended()) {
      return;
    }
    if (file.duration().isZero()) {
      giveUp(recording, RecordingFailure.NO_MEDIA, why, at);
      return;
    }
    endPause(recording, at);
    recordings.addHoles(file);
    recording.seal(file, why, at);
    trail.done(
        SYSTEM,
        RecordingAction.SEAL,
        recording.id().entity(),
        recording.appointment().entity() + " " + recording.summary().endedBecause());
    sealed.fire(
        new RecordingSealed(
            recording.id(), recording.appointment(), recording.seat(), file.duration()));
  }

  /** It has failed at that moment. Nothing happens if the recording has ended. */
  void fail(RecordingId id, RecordingFailure why, Instant at) {
    Recording recording = recordings.forChange(id);
    if (!recording.state().ended()) {
      giveUp(recording, why, why.end(), at);
    }
  }

  private void giveUp(Recording recording, RecordingFailure failure, RecordingEnd why, Instant at) {
    endPause(recording, at);
    recording.fail(failure, why, at);
    trail.done(
        SYSTEM,
        RecordingAction.FAIL,
        recording.id().entity(),
        recording.appointment().entity() + " " + failure.code());
    failed.fire(new RecordingFailed(recording.id(), recording.appointment(), recording.seat()));
  }

  private void endPause(Recording recording, Instant at) {
    recordings.pause(recording.id()).ifPresent(p -> p.end(at));
  }

  private void note(Recording recording, RecordingAction action) {
    trail.done(SYSTEM, action, recording.id().entity(), recording.appointment().entity());
  }
}
