package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.vault.DamagedRecordingException;
import org.televisit.vault.Sealed;
import org.televisit.vault.Vault;

/**
 * Finishes what a full disk or an absent key service did not let be finished, as soon as there is
 * room and the key: everything up to the fault was sealed, and only lacks its end. Never gives up
 * what may still be finished, but asks less and less often.
 */
@ApplicationScoped
class Salvage {

  private static final Logger LOG = System.getLogger(Salvage.class.getName());

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject NodeLife node;
  @Inject Vault vault;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.recording.directory")
  String directory;

  @Inject
  @ConfigProperty(name = "televisit.recording.room-to-salvage")
  long room;

  private final Map<RecordingId, Retry> retries = new HashMap<>();

  /** When to try next, and how long to wait after that. */
  private record Retry(Instant at, Duration pause) {

    Retry later(Instant now) {
      Duration twice = pause.multipliedBy(2);
      return new Retry(now.plus(pause), twice.compareTo(LONGEST) < 0 ? twice : LONGEST);
    }
  }

  /** To be called now and then, by one thread at a time. */
  void tryAgain() {
    List<RecordingId> noRoom = rows.failedOf(node.name(), RecordingFailure.STORAGE);
    List<RecordingId> noKey = rows.failedOf(node.name(), RecordingFailure.KEYS_AWAY);
    retries.keySet().removeIf(id -> !noRoom.contains(id) && !noKey.contains(id));
    if (!noRoom.isEmpty() && isRoom()) {
      noRoom.forEach(this::tryAgain);
    }
    noKey.forEach(this::tryAgain);
  }

  private void tryAgain(RecordingId id) {
    Instant now = clock.instant();
    Retry retry = retries.getOrDefault(id, new Retry(now, SHORTEST));
    if (!retry.at().isAfter(now)) {
      retries.put(id, retry.later(now));
      salvage(id);
    }
  }

  private boolean isRoom() {
    try {
      return Files.getFileStore(Path.of(directory)).getUsableSpace() >= room;
    } catch (IOException e) {
      return false;
    }
  }

  private void salvage(RecordingId id) {
    try {
      Sealed file = vault.recover(id.value());
      late.write(id, () -> rows.salvaged(file));
      LOG.log(INFO, "{0}: there is room again, and it is finished", id.entity());
    } catch (DamagedRecordingException e) {
      retries.put(id, new Retry(Instant.MAX, LONGEST)); // neither for want of room nor of a key
      LOG.log(INFO, "{0} holds nothing to be salvaged: {1}", id.entity(), e.getMessage());
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " still cannot be finished", e);
    }
  }
}
