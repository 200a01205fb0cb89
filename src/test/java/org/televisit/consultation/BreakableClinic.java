package org.televisit.consultation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.televisit.Standstill;
import org.televisit.dev.CleanSlate;
import org.televisit.dev.FaultyClinic;
import org.televisit.dev.Settings;
import org.televisit.dev.SmallDisk;
import org.televisit.dev.StackFailure;

/**
 * The clinic that tests of faults break one after the other, with all that can break around it; to
 * start it takes a minute. Each test finds it whole and on its first day: what the last one has
 * broken is mended, and after a test that failed, or where mending fails, another one is started.
 * Register it in a static field with {@code @RegisterExtension}.
 */
final class BreakableClinic implements BeforeEachCallback, AfterEachCallback {

  private static final int DISK_MEGABYTES = 64;

  static {
    Standstill.watch(); // all who break it measure
  }

  /** Of this JVM, whose test classes run one after the other. */
  private static @Nullable Parts running;

  /**
   * @param disk of the recordings; empty where this user may not mount one
   * @param recordings the directory of the sealed recordings
   * @param notes the directory of the withdrawals that are not stored yet
   * @param wire between the media server and the ingest
   */
  private record Parts(
      Optional<SmallDisk> disk, Path recordings, Path notes, Relay wire, FaultyClinic clinic) {

    static Parts start() throws IOException {
      Settings settings = FaultyClinic.settings();
      Optional<SmallDisk> disk =
          SmallDisk.mount(settings.data().resolveSibling("disk"), DISK_MEGABYTES);
      Path recordings = disk.map(SmallDisk::path).orElse(settings.data()).resolve("recordings");
      Path notes = Files.createTempDirectory("withdrawals");
      Relay wire = new Relay(settings.ingest().getPort());
      FaultyClinic clinic =
          FaultyClinic.open(
              Map.of(
                  "TELEVISIT_INGEST_URI",
                  "http://127.0.0.1:" + wire.port() + "/ingest",
                  "TELEVISIT_RECORDING_DIRECTORY",
                  recordings.toString(),
                  "TELEVISIT_RECORDING_ROOM_TO_SALVAGE",
                  "4194304",
                  "TELEVISIT_WITHDRAWALS_DIRECTORY",
                  notes.toString()));
      return new Parts(disk, recordings, notes, wire, clinic);
    }

    void mend() throws IOException {
      wire.losesSound(false);
      wire.cut();
      if (disk.isPresent()) {
        disk.get().clear();
      }
      clinic.mend();
    }

    void close() throws IOException {
      clinic.close();
      wire.close();
      disk.ifPresent(SmallDisk::close);
    }
  }

  /** What is killed, stopped and started. */
  FaultyClinic clinic() {
    return parts().clinic();
  }

  /** Where the clinic is. */
  Settings settings() {
    return FaultyClinic.settings();
  }

  /** The wire between the media server and the ingest. */
  Relay wire() {
    return parts().wire();
  }

  /** The disk of the recordings; empty where this user may not mount one. */
  Optional<SmallDisk> disk() {
    return parts().disk();
  }

  /** The directory of the sealed recordings. */
  Path recordings() {
    return parts().recordings();
  }

  /** The directory of the withdrawals that are not stored yet. */
  Path notes() {
    return parts().notes();
  }

  private static Parts parts() {
    return Objects.requireNonNull(running, "only within a test");
  }

  @Override
  public void beforeEach(ExtensionContext test) throws IOException {
    if (running == null) {
      running = Parts.start();
    }
    new CleanSlate(settings()).wipe();
  }

  @Override
  public void afterEach(ExtensionContext test) throws IOException {
    if (test.getExecutionException().isPresent()) {
      end();
      return;
    }
    try {
      parts().mend();
    } catch (StackFailure | IOException e) {
      System.err.println("The clinic cannot be mended, so that another one is started: " + e);
      end();
    }
  }

  /** Ends it, if there is one; the next test starts another. */
  static void end() throws IOException {
    Parts ending = running;
    running = null;
    if (ending != null) {
      ending.close();
    }
  }
}
