package org.televisit.recording;

import java.util.Locale;
import org.televisit.vault.FinishReason;

/** Why a stretch ended; stored by its code. The first reason that is known stands. */
public enum RecordingEnd {
  /** The person did not permit it any more. */
  WITHDRAWN,
  /** Somebody else whose permission is needed did not give it. */
  ANOTHER_DECLINED,
  /** The law of a place where somebody is forbids it. */
  PROHIBITED,
  /** The person left, or did not come back. */
  LEFT,
  /** A new connection of the same person took the place of the recorded one. */
  RECONNECTED,
  /** A kind of media joined in or ended, which needs another container. */
  TRACKS_CHANGED,
  /** The screen is no longer shared. */
  UNSHARED,
  VISIT_ENDED,
  /** Nothing arrived any more; another recorder was tried. */
  STALLED,
  /** The practitioner began it anew. */
  RESTARTED_BY_HAND,
  /** The media server died, or broke off the upload. */
  MEDIA_LOST,
  /** This application died, and finished the recording when it was back. */
  NODE_DIED,
  /** It became too long or too large. */
  LIMIT,
  /** The store refused to take more. */
  STORAGE;

  /** Why a recorder is stopped that may not record any more. */
  public static RecordingEnd of(RecordingPermit permit) {
    return switch (permit) {
      case NOT_IN_PROGRESS -> VISIT_ENDED;
      case UNANSWERED, DECLINED -> WITHDRAWN;
      case ANOTHER_DECLINED -> ANOTHER_DECLINED;
      case PROHIBITED -> PROHIBITED;
      case PERMITTED -> throw new IllegalArgumentException("may be recorded");
    };
  }

  /** Why an upload ended that nobody here wanted to end. */
  static RecordingEnd of(FinishReason reason) {
    return switch (reason) {
      case COMPLETE, INTERRUPTED -> MEDIA_LOST;
      case STOPPED -> LIMIT;
      case CRASH -> NODE_DIED;
    };
  }

  /** As the database spells it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
