package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.audit.AuditTrail;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaServer.Pipeline;
import org.televisit.media.MediaServer.Recorder;
import org.televisit.media.MediaUnavailableException;
import org.televisit.media.RecordingProfile;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.VirtualWebm;

/** Starts, stops and opens recordings. Talks to the media server, so never inside a transaction. */
@ApplicationScoped
public class RecordingService {

  @Inject RecordingRegister register;
  @Inject RecordingLibrary library;
  @Inject Ingests ingests;
  @Inject AuditTrail trail;

  @Inject
  @ConfigProperty(name = "televisit.ingest.uri")
  URI ingest;

  /**
   * Starts to record what {@code source} receives. The row and its audit event are committed before
   * the media server is asked, so a recording without a trace cannot exist.
   *
   * @return what {@link #stop} takes; stop it before its source or pipeline is closed
   * @throws ConsentMissingException without that person's active consent; the refusal is audited
   * @throws MediaUnavailableException if the media server does not answer; the recording has failed
   *     then
   */
  public RunningRecording start(
      RecordedSeat whose, Pipeline pipeline, Endpoint source, RecordingProfile profile) {
    IngestToken token = IngestToken.random();
    RecordingId id = begin(whose, token);
    try {
      Recorder recorder = pipeline.recorder(source, token.below(ingest), profile);
      recorder.start();
      return new RunningRecording(id, recorder);
    } catch (MediaUnavailableException e) {
      register.fail(id, RecordingFailure.MEDIA_UNAVAILABLE);
      throw e;
    }
  }

  /** A refusal is audited after the transaction that failed, so that none holds two connections. */
  private RecordingId begin(RecordedSeat whose, IngestToken token) {
    try {
      return register.begin(whose, token);
    } catch (ConsentMissingException e) {
      trail.refused(
          RecordingRegister.SYSTEM,
          RecordingAction.START,
          "seat/" + whose.seat(),
          whose.appointment().entity());
      throw e;
    }
  }

  /**
   * Stops the recorder and waits until the media server has sent what it had. Whether that is
   * sealed is told by {@link RecordingSealed} or {@link RecordingFailed}, not here.
   */
  public void stop(RunningRecording recording) {
    try {
      register.stopping(recording.id());
    } finally {
      recording.recorder().close(); // even if the row cannot be written: consent may be withdrawn
    }
  }

  /**
   * Notes that a recording is no longer wanted whose recorder cannot be reached, because the media
   * server is gone; {@link org.televisit.media.MediaServer#release} stops it if it still runs.
   */
  public void abandon(RunningRecording recording) {
    register.stopping(recording.id());
  }

  /** How much of a running recording is safe; empty before its first byte and after its end. */
  public Optional<RecordingProgress> progress(RecordingId id) {
    return ingests.progress(id);
  }

  /** How much of that seat is sealed for good, over all its stretches. */
  public Duration stored(UUID seat) {
    return library.stored(seat);
  }

  /** The visit's recordings, by person and in order of time. */
  public List<RecordingSummary> of(AppointmentId visit) {
    return library.of(visit);
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
