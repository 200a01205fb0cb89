package org.televisit.compliance;

import java.time.Instant;
import org.televisit.recording.RecordingId;
import org.televisit.vault.VirtualWebm;

/** A recording that is open under a grant. Safe for use by many threads. */
record Playback(ReviewGrant grant, RecordingId recording, VirtualWebm media) {

  boolean isOver(Instant now) {
    return !now.isBefore(grant.getExpiresAt());
  }
}
