package org.televisit.completeness;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Why there is no media at a moment at which there should be; read from one person's stretches. */
final class GapCause {

  /** A recorder had been ordered, or was about to be, and had not sent its first byte. */
  static final String STARTING = "starting";

  /** A recorder was being stopped in order, and the last of its media did not arrive. */
  static final String ENDING = "ending";

  /** No recorder was ever ordered: nothing was sent, or it could not be recorded. */
  static final String NOTHING_SENT = "nothing-sent";

  /** One stretch was over, nobody wrote down why, and the next had not been ordered. */
  static final String BETWEEN = "between";

  /** There is media, and nothing of its sound. */
  static final String SOUND_LOST = "sound-lost";

  /** There is media, and nothing of its picture. */
  static final String PICTURE_LOST = "picture-lost";

  /** The recorder ran on, and neither came. */
  static final String BOTH_LOST = "both-lost";

  /** Ends in order: a tail that is missing behind them was in transit, not lost by a fault. */
  private static final Set<String> ORDERLY =
      Set.of(
          "withdrawn",
          "another-declined",
          "declined",
          "prohibited",
          "left",
          "unshared",
          "visit-ended",
          "tracks-changed",
          "reconnected",
          "restarted-by-hand");

  private final List<Stretch> stretches;

  /**
   * @param stretches of one person's camera, or of their screen
   */
  GapCause(List<Stretch> stretches) {
    this.stretches =
        stretches.stream().sorted(Comparator.comparing(Stretch::requested).reversed()).toList();
  }

  /**
   * @param owed for how long the permission lasts under which there should be media
   */
  String at(Instant moment, Span owed) {
    return stretches.stream()
        .filter(s -> s.life().contains(moment))
        .findFirst()
        .map(s -> during(s, moment))
        .orElseGet(() -> between(moment, owed));
  }

  private static String during(Stretch stretch, Instant moment) {
    Optional<Stretch.Pause> pause = stretch.pauseAt(moment);
    if (pause.isPresent()) {
      return pause.get().cause();
    }
    if (stretch.failure() != null) {
      return stretch.failure();
    }
    if (stretch.started() == null || moment.isBefore(stretch.started())) {
      return STARTING;
    }
    boolean sound = stretch.lost(Stretch.SOUND).contains(moment);
    boolean picture = stretch.lost(Stretch.PICTURE).contains(moment);
    if (sound || picture) {
      return sound && picture ? BOTH_LOST : sound ? SOUND_LOST : PICTURE_LOST;
    }
    String because = stretch.endedBecause();
    return because == null || ORDERLY.contains(because) ? ENDING : because;
  }

  private String between(Instant moment, Span owed) {
    return stretches.stream()
        .filter(s -> !s.life().to().isAfter(moment) && lastSign(s).isAfter(owed.from()))
        .findFirst()
        .map(GapCause::after)
        .orElse(isFollowed(moment, owed) ? STARTING : NOTHING_SENT);
  }

  private static String after(Stretch before) {
    if (before.failure() != null) {
      return before.failure();
    }
    return before.endedBecause() == null ? BETWEEN : before.endedBecause();
  }

  private boolean isFollowed(Instant moment, Span owed) {
    return stretches.stream()
        .anyMatch(s -> s.requested().isAfter(moment) && s.requested().isBefore(owed.to()));
  }

  /** The last moment at which that stretch did what it was for. */
  private static Instant lastSign(Stretch stretch) {
    List<Span> media = stretch.recorded().list();
    return media.isEmpty() ? stretch.requested() : media.get(media.size() - 1).to();
  }
}
