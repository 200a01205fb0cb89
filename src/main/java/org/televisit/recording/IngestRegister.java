package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.televisit.audit.AuditTrail;
import org.televisit.vault.Sealed;

/** What the ingest tells the rows; may come late, and again. */
@ApplicationScoped
@Transactional
class IngestRegister {

  @Inject Recordings recordings;
  @Inject RecordingRegister register;
  @Inject AuditTrail trail;
  @Inject Clock clock;
  @Inject Event<RecordingSealed> sealed;

  /** The upload has begun although the row could not be asked. */
  void arrived(RecordingId id, Instant at) {
    Recording recording = recordings.forChange(id);
    if (recording.state() == RecordingState.REQUESTED) {
      recording.arrive(at);
    }
  }

  /**
   * The vault has finished the file.
   *
   * @param order that it end, if there was one: the row may not have heard of it yet
   */
  void finished(Ingested upload, Optional<StopOrder> order) {
    Recording recording = recordings.forChange(upload.id());
    if (recording.state().ended()) {
      return; // somebody else was faster, and what is sealed never changes
    }
    order.ifPresent(o -> ended(upload.id(), o));
    recording.received(upload.count());
    register.finished(upload.file(), upload.end().why(), upload.at());
  }

  /** How far the uploads of this node are; of one that has ended meanwhile, nothing. */
  void count(Map<RecordingId, Received> counts) {
    counts.forEach(recordings::count);
  }

  /** One legal move at a time. */
  private void ended(RecordingId id, StopOrder order) {
    register.stopping(id, order.why(), order.at());
    recordings.flush();
  }

  /** Why bytes were not taken, or not stored. */
  void failed(RecordingId id, RecordingFailure why, Instant at) {
    register.fail(id, why, at);
  }

  /**
   * As {@link #failed(RecordingId, RecordingFailure, Instant)}, of one that may have been told to
   * end.
   */
  void failed(RecordingId id, RecordingFailure why, Optional<StopOrder> order, Instant at) {
    order.ifPresent(o -> ended(id, o));
    register.fail(id, why, at);
  }

  /**
   * The vault has finished what a dead node left, wherever its row had got to.
   *
   * @param why it ended, unless the row knows better
   */
  void recovered(Sealed file, RecordingEnd why) {
    Recording recording = recordings.forChange(new RecordingId(file.recording()));
    if (recording.state() == RecordingState.REQUESTED) {
      recording.arrive(recording.requestedAt());
      recordings.flush();
    }
    Instant last =
        recording.lastHeardOf(file.duration(), recordings.pauses(recording.id()), clock.instant());
    register.finished(file, why, last);
  }

  /**
   * No file was found of a recording whose node is dead.
   *
   * @param own whether its file would lie here; else its node may come back with it
   * @param at when it was looked for
   */
  void missing(RecordingId id, boolean own, Instant at) {
    RecordingState state = recordings.forChange(id).state();
    if (state == RecordingState.REQUESTED) {
      register.fail(id, RecordingFailure.NOTHING_ARRIVED, at);
    } else if (own) {
      register.fail(id, RecordingFailure.LOST, at);
    }
  }

  /** There is room, or the key, again: what had arrived of a recording is finished after all. */
  void salvaged(Sealed file) {
    Recording recording = recordings.forChange(new RecordingId(file.recording()));
    if (!recording.maySalvage() || !recording.salvage(file)) {
      return;
    }
    recordings.addHoles(file);
    trail.done(
        RecordingRegister.SYSTEM,
        RecordingAction.SALVAGE,
        recording.id().entity(),
        recording.appointment().entity());
    sealed.fire(
        new RecordingSealed(
            recording.id(), recording.appointment(), recording.seat(), file.duration()));
  }

  /** What this node records, or was asked to record before that moment. */
  List<RecordingId> runningOf(String node, Instant requestedBefore) {
    return recordings.runningOf(node, requestedBefore);
  }

  List<RecordingId> unfinishedOf(String node) {
    return recordings.unfinishedOf(node);
  }

  /** Recordings that this node could not finish for that reason. */
  List<RecordingId> failedOf(String node, RecordingFailure why) {
    return recordings.failedOf(node, why);
  }
}
