package org.televisit.platform;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses to send anybody to a foreign site (OWASP: unvalidated redirects and forwards). */
final class LocalPath {

  private static final int MAX_LENGTH = 1024;

  private LocalPath() {}

  /**
   * The path, with its query, if a browser would stay on this server with it.
   *
   * @param path as somebody sent it; may be anything
   */
  static Optional<String> of(@Nullable String path) {
    if (path == null || path.length() > MAX_LENGTH || !path.startsWith("/") || hides(path)) {
      return Optional.empty();
    }
    try {
      URI uri = new URI(path);
      return uri.isAbsolute() || uri.getRawAuthority() != null
          ? Optional.empty()
          : Optional.of(path);
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  /** Browsers read a backslash as a slash, and drop tabs and line ends, before they resolve. */
  private static boolean hides(String path) {
    return path.startsWith("//") || path.indexOf('\\') >= 0 || path.chars().anyMatch(c -> c <= ' ');
  }
}
