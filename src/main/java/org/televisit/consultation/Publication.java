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

  /** For how long a kind that ceased to flow is expected back before it counts as ended. */
  private static final Duration RETURN = Duration.ofSeconds(1);

  private final int stream;
  private final Endpoint endpoint;
  private final Set<MediaKind> offered;
  private final Map<MediaKind, Long> changedAtMillis = new EnumMap<>(MediaKind.class);
  private final Map<MediaKind, Instant> ceased = new EnumMap<>(MediaKind.class);
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
      ceased.put(kind, now);
      return;
    }
    flowing.add(kind);
    ceased.remove(kind);
    if (firstFlow == null) {
      firstFlow = now;
    }
  }

  /** Whether recording may begin: all flows that is still to come, or patience is at its end. */
  boolean isReady(Instant now) {
    return !flowing.isEmpty()
        && (offered.stream().allMatch(kind -> flowing.contains(kind) || hasEnded(kind, now))
            || (firstFlow != null && !now.isBefore(firstFlow.plus(PATIENCE))));
  }

  /**
   * Whether what flows needs another container than one for {@code recorded}: a kind joined in, or
   * one ended while another goes on. A container that waits for a kind that does not come stores
   * nothing. Where nothing flows at all, the connection is in trouble, and the same is expected
   * back.
   */
  boolean hasOutgrown(Set<MediaKind> recorded, Instant now) {
    return !recorded.containsAll(flowing)
        || (!flowing.isEmpty() && recorded.stream().anyMatch(kind -> hasEnded(kind, now)));
  }

  private boolean hasEnded(MediaKind kind, Instant now) {
    Instant since = ceased.get(kind);
    return since != null && !now.isBefore(since.plus(RETURN));
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
