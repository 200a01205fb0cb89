package org.televisit.recording;

import java.util.Locale;

/** Why a recording failed; stored by its code, shown by a message of the same name. */
public enum RecordingFailure {
  /** The media server could not be asked to record. */
  MEDIA_UNAVAILABLE,
  /** The recorder was stopped before it had sent anything. */
  NOTHING_ARRIVED,
  /** What arrived was no WebM; nothing of it is kept. */
  NOT_WEBM,
  /** Bytes arrived, but none that are picture or sound. */
  NO_MEDIA,
  /** The store refused to take more: full, or broken. Finished later, once there is room. */
  STORAGE,
  /** The key service did not answer. Finished later, once it does. */
  KEYS_AWAY,
  /** The application died while it was recorded, and what is left cannot be opened. */
  LOST;

  /** Why a recording ends that fails so, unless that is known better. */
  RecordingEnd end() {
    return switch (this) {
      case MEDIA_UNAVAILABLE, NOTHING_ARRIVED, NOT_WEBM, NO_MEDIA -> RecordingEnd.MEDIA_LOST;
      case STORAGE, KEYS_AWAY -> RecordingEnd.STORAGE;
      case LOST -> RecordingEnd.NODE_DIED;
    };
  }

  /** As the database spells it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
