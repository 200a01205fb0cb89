package org.televisit.recording;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.media.Capture;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaServer.Recorder;
import org.televisit.media.MediaUnavailableException;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.VirtualWebm;

/** Starts, stops and opens recordings. Talks to the media server, so never inside a transaction. */
@ApplicationScoped
public class RecordingService {

  private static final Logger LOG = System.getLogger(RecordingService.class.getName());

  @Inject RecordingRegister register;
  @Inject RecordingLibrary library;
  @Inject Ingests ingests;
  @Inject IngestTokens tokens;
  @Inject LateRows late;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.ingest.uri")
  URI ingest;

  /**
   * Starts to record what arrives at {@code source}. The row and its audit event are committed
   * before the media server is asked, so a recording without a trace cannot exist.
   *
   * @param company who is in the room: by that, and by what the database says at this moment, the
   *     recording must be permitted
   * @param source what is recorded; its brake works from the moment at which it is called
   * @return what {@link #stop} takes; stop it before its source or pipeline is closed
   * @throws ConsentMissingException if it is not permitted, or its brake was pulled; the first is
   *     audited
   * @throws MediaUnavailableException if the media server does not answer. The recording has failed
   *     then, and nothing is stored of it even if its recorder runs all the same
   */
  public RunningRecording start(
      RecordedSeat whose, Company company, Pipeline pipeline, RecordingSource source) {
    IngestToken token = IngestToken.random();
    RecordingId id = begin(whose, company, source.media(), token);
    tokens.issue(token, id);
    source.brake().attach(why -> cut(id, why));
    @Nullable Recorder recorder = null;
    try {
      stillWanted(id, whose, source.brake());
      recorder = pipeline.recorder(source.endpoint(), token.below(ingest), source.profile());
      recorder.start();
      return new RunningRecording(id, recorder);
    } catch (MediaUnavailableException e) {
      cut(id, RecordingEnd.MEDIA_LOST);
      if (recorder != null) {
        recorder.stop(); // it may run although nobody said so
      }
      Instant now = clock.instant();
      write(id, () -> register.fail(id, RecordingFailure.MEDIA_UNAVAILABLE, now));
      throw e;
    }
  }

  /** The person may have changed their mind while the database was asked. */
  private void stillWanted(RecordingId id, RecordedSeat whose, RecordingBrake brake) {
    RecordingEnd why = brake.pulled().orElse(null);
    if (why != null) {
      Instant now = clock.instant();
      write(id, () -> register.stopping(id, why, now));
      throw new ConsentMissingException(
          whose.appointment(),
          why == RecordingEnd.WITHDRAWN
              ? RecordingPermit.DECLINED
              : RecordingPermit.ANOTHER_DECLINED);
    }
  }

  /** Nothing more of it is stored. Asks nobody, and never blocks. */
  private void cut(RecordingId id, RecordingEnd why) {
    tokens.revoke(id);
    ingests.cut(id, new StopOrder(why, clock.instant()));
  }

  /**
   * Stores nothing more of a recording that is given up; what has arrived is sealed. Its recorder
   * has to be stopped afterwards by {@link #stop}, whenever there is time for it. Asks nobody, and
   * never blocks.
   */
  public void cut(RunningRecording recording, RecordingEnd why) {
    cut(recording.id(), why);
  }

  /** A refusal is audited after the transaction that failed, so that none holds two connections. */
  private RecordingId begin(RecordedSeat whose, Company company, Capture media, IngestToken token) {
    try {
      return register.begin(whose, company, media, token);
    } catch (ConsentMissingException e) {
      trail.refused(
          RecordingRegister.SYSTEM,
          RecordingAction.START,
          "seat/" + whose.seat(),
          whose.appointment().entity() + " " + e.permit().code());
      throw e;
    }
  }

  /**
   * Leaves out what flows from now on, without an end of the recording.
   *
   * @param cause why it is not permitted
   * @return false if it cannot: nothing has arrived yet, or the media server does not say that it
   *     pauses. It must be stopped then
   */
  public boolean pause(RunningRecording recording, RecordingPermit cause) {
    if (progress(recording.id()).isEmpty()) {
      return false; // the media server pauses only what has begun
    }
    try {
      recording.recorder().pause();
    } catch (MediaUnavailableException e) {
      return false;
    }
    Instant now = clock.instant();
    write(recording.id(), () -> register.paused(recording.id(), cause, now));
    return true;
  }

  /**
   * Goes on after a pause.
   *
   * @throws MediaUnavailableException if the media server does not; it should be stopped then
   */
  public void resume(RunningRecording recording) {
    Instant now = clock.instant();
    recording.recorder().resume();
    write(recording.id(), () -> register.resumed(recording.id(), now));
  }

  /**
   * Stops the recorder and waits until the media server has sent what it had. Whether that is
   * sealed is told by {@link RecordingSealed} or {@link RecordingFailed}, not here. Never throws.
   *
   * @return false if the media server did not say that it stopped. Nothing more of it is stored
   *     then, whatever it still sends
   */
  public boolean stop(RunningRecording recording, RecordingEnd why) {
    RecordingId id = recording.id();
    StopOrder order = new StopOrder(why, clock.instant());
    tokens.revoke(id);
    ingests.ending(id, order); // the row is written last: the database may be slow, or away
    boolean stopped = recording.recorder().stop();
    if (stopped) {
      ingests.wrapUp(id);
    } else {
      ingests.cut(id, order);
    }
    RecordingEnd first = ingests.order(id).orElse(order).why();
    write(id, () -> register.stopping(id, first, order.at()));
    return stopped;
  }

  /**
   * Gives up a recording whose recorder cannot be reached, because the media server is gone; {@link
   * org.televisit.media.MediaServer#release} stops it if it still runs, and nothing more of it is
   * stored. Never throws.
   */
  public void abandon(RunningRecording recording) {
    RecordingId id = recording.id();
    Instant now = clock.instant();
    cut(id, RecordingEnd.MEDIA_LOST);
    write(id, () -> register.stopping(id, RecordingEnd.MEDIA_LOST, now));
  }

  /** A recorder must stop and pause even while the database is away; the row follows. */
  private void write(RecordingId id, Runnable row) {
    try {
      late.write(id, row);
    } catch (RuntimeException e) {
      LOG.log(WARNING, id.entity() + ": its row could not be written", e);
    }
  }

  /** How much of a running recording is safe; empty before its first byte and after its end. */
  public Optional<RecordingProgress> progress(RecordingId id) {
    return ingests.progress(id);
  }

  /**
   * Whether what has arrived is just being stored, so that nothing more is read: if it takes long,
   * it is the disk that is slow, and not the sender.
   */
  public boolean isWriting(RecordingId id) {
    return ingests.isWriting(id);
  }

  /** How much of that seat's camera or screen is sealed for good, over all stretches. */
  public Duration stored(UUID seat, Capture media) {
    return library.stored(seat, media);
  }

  /** The visit's recordings, by person and in order of time. */
  public List<RecordingSummary> of(AppointmentId visit) {
    return library.of(visit);
  }

  /** What the rows of the visit's recordings prove, by person and in order of time. */
  public List<RecordingEvidence> evidence(AppointmentId visit) {
    return library.evidence(visit);
  }

  /**
   * Opens a sealed recording for playback, and proves first that the file is the one that was
   * sealed.
   *
   * @throws java.util.NoSuchElementException if there is no such recording, or it is not sealed
   * @throws IOException if the sealed file is missing, damaged or unplayable
   */
  public VirtualWebm open(RecordingId id) throws IOException {
    Fingerprint fingerprint = library.fingerprint(id);
    return ingests.vault().open(id.value(), fingerprint);
  }
}
