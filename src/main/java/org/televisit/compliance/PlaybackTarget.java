package org.televisit.compliance;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.televisit.recording.RecordingId;

/**
 * Which recording is asked for, and under which grant.
 *
 * @param opening names one opening of the player's page, so that a play is noted once for it and
 *     not for each range; up to 36 characters, empty if the page did not say
 */
record PlaybackTarget(UUID grant, RecordingId recording, String opening) {

  private static final String UUID_TEXT = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
  private static final Pattern PATH = Pattern.compile("/" + UUID_TEXT + "/" + UUID_TEXT);
  private static final Pattern OPENING = Pattern.compile("[0-9a-f-]{1,36}");

  /**
   * Reads {@code /<grant>/<recording>}; empty for everything else.
   *
   * @param path what follows the servlet's own path
   */
  static Optional<PlaybackTarget> parse(@Nullable String path, @Nullable String opening) {
    Matcher match = PATH.matcher(path == null ? "" : path);
    if (!match.matches()) {
      return Optional.empty();
    }
    String named = opening != null && OPENING.matcher(opening).matches() ? opening : "";
    return Optional.of(
        new PlaybackTarget(
            UUID.fromString(match.group(1)), RecordingId.parse(match.group(2)), named));
  }

  /** What a play is noted once for. */
  String play() {
    return grant + "/" + recording + "/" + opening;
  }
}
