package org.televisit.recording;

import org.televisit.vault.FinishReason;

/** How an upload ended, as its ingest saw it. */
enum IngestEnd {
  /** The media server closed it in order. */
  COMPLETE(FinishReason.COMPLETE, RecordingEnd.MEDIA_LOST),
  /** The connection broke, or was cut because the recording is to end. */
  CUT(FinishReason.INTERRUPTED, RecordingEnd.MEDIA_LOST),
  /** The connection stood, and nothing came for too long. */
  SILENT(FinishReason.INTERRUPTED, RecordingEnd.STALLED),
  /** It was longer than one recording may be. */
  LIMIT(FinishReason.STOPPED, RecordingEnd.LIMIT),
  /** It went on and on without a picture or a sound. */
  NO_MEDIA(FinishReason.STOPPED, RecordingEnd.MEDIA_LOST),
  /** This node was shut down in order. */
  SHUTDOWN(FinishReason.STOPPED, RecordingEnd.NODE_DIED);

  private final FinishReason reason;
  private final RecordingEnd why;

  IngestEnd(FinishReason reason, RecordingEnd why) {
    this.reason = reason;
    this.why = why;
  }

  /** Why the recording ended, where nobody here wanted it to. */
  RecordingEnd why() {
    return why;
  }

  /** Whether the sender goes on although nothing more is wanted. */
  boolean isEarly() {
    return this == LIMIT || this == NO_MEDIA;
  }

  /** As the sealed file keeps it. */
  FinishReason reason() {
    return reason;
  }
}
