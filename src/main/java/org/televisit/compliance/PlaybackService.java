package org.televisit.compliance;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.recording.RecordingArchive;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RecordingSummary;
import org.televisit.vault.DamagedRecordingException;
import org.televisit.vault.ShreddedRecordingException;
import org.televisit.vault.UnplayableRecordingException;

/**
 * Opens recordings to the holder of a grant. Asked for every range that is sent, so that a grant
 * ends in the middle of a film.
 */
@ApplicationScoped
class PlaybackService {

  private static final System.Logger LOG = System.getLogger(PlaybackService.class.getName());

  /** The same refusal is noted once in this time: a player repeats its requests by itself. */
  private static final Duration REFUSAL = Duration.ofMinutes(1);

  @Inject ReviewRegister register;
  @Inject RecordingArchive archive;
  @Inject RecordingService recordings;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  /** Shorter than what servers in front of this one wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  Playbacks playbacks = new Playbacks(64, PATIENCE);
  private final Once plays = new Once(10_000);
  private final Once refusals = new Once(10_000);

  /**
   * Opens a recording, or finds it open. All of it has been read and found intact when this returns
   * for the first time under a grant; so nothing of one that is damaged is ever sent.
   *
   * @throws ReviewRefusedException if this person may not play it now, it is not finished, or it is
   *     damaged anywhere; audited
   * @throws StillCheckedException if that takes long, and another request does it
   * @throws NotFoundException if there is no such recording
   * @throws IOException if the store cannot be read
   */
  Playback open(Actor actor, PlaybackTarget target) throws IOException {
    RecordingSummary recording =
        archive
            .find(target.recording())
            .filter(found -> actor.is(Role.COMPLIANCE)) // nobody else learns which ids are taken
            .orElseThrow(() -> new NotFoundException("no " + target.recording().entity()));
    ReviewGrant grant = permission(actor, target, recording);
    if (recording.isErased()) {
      throw refuse(actor, recording, Refusal.ERASED);
    } else if (recording.failure() != null) {
      throw refuse(actor, recording, Refusal.DAMAGED);
    } else if (!recording.playable()) {
      throw refuse(actor, recording, Refusal.NOT_SEALED);
    }
    try {
      return playbacks.of(
          target,
          clock,
          () -> new Playback(grant, recording.id(), recordings.open(recording.id())));
    } catch (IOException e) {
      if (!isFault(e)) {
        throw e;
      }
      LOG.log(ERROR, "cannot be played: {0}", e.getMessage());
      throw refuse(actor, recording, Refusal.DAMAGED);
    }
  }

  /** Whether it is the recording that cannot be played, and not the store that cannot be read. */
  static boolean isFault(Exception e) {
    return e instanceof DamagedRecordingException
        || e instanceof UnplayableRecordingException
        || e instanceof ShreddedRecordingException;
  }

  private ReviewGrant permission(Actor actor, PlaybackTarget target, RecordingSummary recording) {
    Instant now = clock.instant();
    ReviewGrant grant =
        register.find(target.grant()).orElseThrow(() -> refuse(actor, recording, Refusal.NO_GRANT));
    grant
        .refuses(actor, recording.appointment(), now)
        .ifPresent(
            refusal -> {
              throw refuse(actor, recording, refusal);
            });
    return grant;
  }

  private ReviewRefusedException refuse(Actor actor, RecordingSummary recording, Refusal refusal) {
    String entity = recording.id().entity();
    String detail = recording.appointment().entity() + " " + refusal.code();
    Instant now = clock.instant();
    refusals.unlessDone(
        actor.subject() + " " + entity + " " + refusal.code(),
        now,
        now.plus(REFUSAL),
        () -> trail.refused(actor, ReviewAction.PLAY, entity, detail));
    return new ReviewRefusedException(refusal);
  }

  /** Notes a play before its first byte is sent; once for each opening of the page. */
  void playing(Actor actor, Playback playback, PlaybackTarget target) {
    ReviewGrant grant = playback.grant();
    plays.unlessDone(
        target.play(),
        clock.instant(),
        grant.getExpiresAt(),
        () -> register.played(actor, grant, playback.recording()));
  }

  /** Notes that the recording was damaged since it was opened. Nothing more of it is sent. */
  void broke(Actor actor, PlaybackTarget target, DamagedRecordingException fault) {
    LOG.log(ERROR, "damaged while played: {0}", fault.getMessage());
    playbacks.broke(target, clock, fault);
    archive
        .find(target.recording())
        .ifPresent(recording -> refuse(actor, recording, Refusal.DAMAGED));
  }
}
