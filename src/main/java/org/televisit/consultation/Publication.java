package org.televisit.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Endpoint;

/** What one person sends: the endpoint it arrives at, and what of it flows. */
final class Publication {

  /** For how long a kind that was offered is waited for before recording begins without it. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  private final int stream;
  private final Endpoint endpoint;
  private final Set<MediaKind> offered;
  private final Map<MediaKind, Long> changedAtMillis = new EnumMap<>(MediaKind.class);
  private final Set<MediaKind> flowing = EnumSet.noneOf(MediaKind.class);
  private @Nullable Instant firstFlow;

  Publication(int stream, Endpoint endpoint, Set<MediaKind> offered) {
    this.stream = stream;
    this.endpoint = endpoint;
    this.offered = Set.copyOf(offered);
  }

  /** Notes a change; one that is older than what is known of that kind came late and is ignored. */
  void flows(MediaKind kind, boolean flows, long atMillis, Instant now) {
    if (changedAtMillis.getOrDefault(kind, Long.MIN_VALUE) > atMillis) {
      return;
    }
    changedAtMillis.put(kind, atMillis);
    if (!flows) {
      flowing.remove(kind);
      return;
    }
    flowing.add(kind);
    if (firstFlow == null) {
      firstFlow = now;
    }
  }

  /** Whether recording may begin: everything that was offered flows, or patience is at its end. */
  boolean isReady(Instant now) {
    return !flowing.isEmpty()
        && (flowing.containsAll(offered)
            || (firstFlow != null && !now.isBefore(firstFlow.plus(PATIENCE))));
  }

  Set<MediaKind> flowing() {
    return Set.copyOf(flowing);
  }

  int stream() {
    return stream;
  }

  Endpoint endpoint() {
    return endpoint;
  }
}
