package org.televisit.compliance;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditAction;
import org.televisit.audit.AuditTarget;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.recording.RecordingArchive;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RecordingState;
import org.televisit.recording.RecordingSummary;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.FinishReason;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;
import org.televisit.vault.VirtualWebm;

/** Playback over a real vault, with hand-written neighbours that remember what they were told. */
final class PlaybackFixture {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final AppointmentId VISIT = AppointmentId.random();
  static final Actor OFFICER = new Actor("officer-1", "Olga Officer", Set.of(Role.COMPLIANCE));

  /** {@code done} or {@code refused}, action, entity, and the visit. */
  final List<String> trail = new ArrayList<>();

  /** How often a sealed file was opened. */
  int openings;

  /** What happens meanwhile. */
  Runnable whileOpening = () -> {};

  /** Whether the store can be read. */
  boolean storeWorks = true;

  /** Whether the audit trail can be written. */
  boolean trailWorks = true;

  final PlaybackService service = new PlaybackService();
  final Vault vault;
  private final Map<UUID, ReviewGrant> grants = new HashMap<>();
  private final Map<RecordingId, RecordingSummary> recordings = new HashMap<>();
  private final Map<RecordingId, Fingerprint> fingerprints = new HashMap<>();
  private Instant now = TEN;

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  PlaybackFixture(Path directory) throws IOException {
    vault = Vault.at(directory.resolve("recordings"), directory.resolve("kek.json"), true);
    ReviewRegister register = new ReviewRegister();
    register.trail = new Trail();
    register.reviews = new Grants();
    service.register = register;
    service.trail = register.trail;
    service.clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    service.archive = new Archive();
    service.recordings = new Recordings();
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  ReviewGrant grant(Actor actor, AppointmentId visit) {
    Justification why = Justification.of(PurposeOfUse.HCOMPL, "complaint 4711");
    return service.register.give(actor, visit, why, now);
  }

  /** A sealed recording of this visit. */
  RecordingId seal(byte[] webm) throws IOException {
    RecordingId id = note(RecordingState.SEALED, null);
    try (SealedWriter writer = vault.create(id.value())) {
      writer.write(webm, 0, webm.length);
      fingerprints.put(id, writer.finish(FinishReason.COMPLETE).fingerprint());
    }
    return id;
  }

  RecordingId note(RecordingState state, @Nullable String failure) {
    RecordingId id = RecordingId.random();
    recordings.put(
        id,
        new RecordingSummary(
            id,
            VISIT,
            "Ada",
            Role.PATIENT,
            1,
            Capture.CAMERA,
            state,
            TEN,
            TEN,
            TEN,
            1_000L,
            failure,
            null,
            null));
    return id;
  }

  PlaybackTarget target(ReviewGrant grant, RecordingId recording) {
    return new PlaybackTarget(grant.getId(), recording, "");
  }

  private final class Trail extends AuditTrail {
    @Override
    public void done(Actor actor, AuditAction action, AuditTarget target) {
      if (!trailWorks) {
        throw new IllegalStateException("the database is away");
      }
      trail.add("done %s %s %s".formatted(action.code(), target.entity(), target.detail()));
    }

    @Override
    public void refused(Actor actor, AuditAction action, String entity, String detail) {
      trail.add("refused %s %s %s".formatted(action.code(), entity, detail));
    }
  }

  private final class Grants extends Reviews {
    @Override
    void add(ReviewGrant grant) {
      grants.put(grant.getId(), grant);
    }

    @Override
    Optional<ReviewGrant> find(UUID grant) {
      return Optional.ofNullable(grants.get(grant));
    }
  }

  private final class Archive extends RecordingArchive {
    @Override
    public Optional<RecordingSummary> find(RecordingId id) {
      return Optional.ofNullable(recordings.get(id));
    }
  }

  private final class Recordings extends RecordingService {
    @Override
    public VirtualWebm open(RecordingId id) throws IOException {
      openings++;
      whileOpening.run();
      if (!storeWorks) {
        throw new IOException("the store is away");
      }
      return vault.open(id.value(), Objects.requireNonNull(fingerprints.get(id)));
    }
  }
}
