package org.televisit.recording;

import java.time.Duration;
import java.time.Instant;
import org.televisit.vault.Sealed;

/**
 * An upload that is sealed to its end.
 *
 * @param file what the vault made of it
 * @param count what the ingest counted
 * @param at when the last bytes arrived
 * @param longestHeld the longest that a byte waited here until it was sealed
 */
record Ingested(Sealed file, Received count, IngestEnd end, Instant at, Duration longestHeld) {

  RecordingId id() {
    return new RecordingId(file.recording());
  }
}
