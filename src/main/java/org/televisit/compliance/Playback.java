package org.televisit.compliance;

import java.time.Instant;
import org.televisit.recording.RecordingId;
import org.televisit.vault.VirtualWebm;

/** A recording that is open under a grant. Safe for use by many threads. */
final class Playback {

  private final ReviewGrant grant;
  private final RecordingId recording;
  private final VirtualWebm media;
  private volatile boolean damaged;

  Playback(ReviewGrant grant, RecordingId recording, VirtualWebm media) {
    this.grant = grant;
    this.recording = recording;
    this.media = media;
  }

  ReviewGrant grant() {
    return grant;
  }

  RecordingId recording() {
    return recording;
  }

  VirtualWebm media() {
    return media;
  }

  /** A part of it did not open; the others may still be played. */
  void damage() {
    damaged = true;
  }

  boolean isDamaged() {
    return damaged;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(grant.getExpiresAt());
  }
}
