package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Keeps the rows of this node's uploads up to date. */
@ApplicationScoped
class UploadRows {

  /** Long enough for a media server that was told to record and waits for its first picture. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  @Inject Ingests ingests;
  @Inject IngestRegister rows;
  @Inject LateRows late;
  @Inject Clock clock;

  void catchUp() {
    late.catchUp();
  }

  /** Recordings of this node that no upload runs for, though their rows say so. */
  Set<RecordingId> missing(String node) {
    if (!late.isEmpty()) {
      return Set.of(); // what waits may say that they have ended
    }
    Set<RecordingId> missing =
        new HashSet<>(rows.runningOf(node, clock.instant().minus(LONGEST_WAIT)));
    missing.removeAll(ingests.counts().keySet());
    return missing;
  }

  /** After a crash, this tells how much had arrived at least. */
  void count() {
    Map<RecordingId, Received> counts = ingests.counts();
    if (!counts.isEmpty() && late.isEmpty()) {
      rows.count(counts);
    }
  }
}
