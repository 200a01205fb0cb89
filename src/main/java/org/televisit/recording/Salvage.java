package org.televisit.recording;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.vault.DamagedRecordingException;
import org.televisit.vault.RecordingBusyException;
import org.televisit.vault.Sealed;
import org.televisit.vault.Vault;

/**
 * Finishes what a full disk did not let be finished, as soon as there is room: everything up to the
 * fault was sealed, and only lacks its end.
 */
@ApplicationScoped
class Salvage {

  private static final Logger LOG = System.getLogger(Salvage.class.getName());

  /** A disk that is broken rather than full is not asked for ever. */
  private static final int MOST_TRIES = 10;

  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject NodeLife node;
  @Inject Vault vault;

  @Inject
  @ConfigProperty(name = "televisit.recording.directory")
  String directory;

  @Inject
  @ConfigProperty(name = "televisit.recording.room-to-salvage")
  long room;

  private final Map<RecordingId, Integer> tries = new HashMap<>();

  /** To be called now and then, by one thread at a time. */
  void tryAgain() {
    for (RecordingId id : rows.withoutRoom(node.name())) {
      if (tries.getOrDefault(id, 0) < MOST_TRIES && isRoom()) {
        tries.merge(id, 1, Integer::sum);
        salvage(id);
      }
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
    } catch (DamagedRecordingException | RecordingBusyException e) {
      tries.put(id, MOST_TRIES); // not for want of room
      LOG.log(INFO, "{0} holds nothing to be salvaged: {1}", id.entity(), e.getMessage());
    } catch (IOException e) {
      LOG.log(WARNING, id.entity() + " still cannot be finished", e);
    }
  }
}
