package org.televisit.recording;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

/** The uploads that run on this node, and the clock that seals what stalls. */
@ApplicationScoped
class Ingests {

  private static final long TICK_MILLIS = 250;

  @Inject Vault vault;
  @Inject IngestLimits limits;
  @Inject Clock clock;

  @Resource ManagedScheduledExecutorService scheduler;

  private final ConcurrentMap<RecordingId, Ingest> running = new ConcurrentHashMap<>();

  private @Nullable ScheduledFuture<?> ticking;

  @PostConstruct
  void watch() {
    ticking =
        scheduler.scheduleAtFixedRate(vault::tick, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void unwatch() {
    if (ticking != null) {
      ticking.cancel(false);
    }
  }

  /**
   * Seals a stream until it ends, breaks or reaches a limit.
   *
   * @throws IOException if it cannot be stored; what was sealed before stays
   */
  Sealed receive(RecordingId id, InputStream media) throws IOException {
    try (SealedWriter writer = vault.create(id.value())) {
      Ingest ingest = new Ingest(writer, clock, limits);
      running.put(id, ingest);
      return ingest.take(media);
    } finally {
      running.remove(id);
    }
  }

  /** Stores nothing more of a recording, whatever is still sent. */
  void cut(RecordingId id) {
    Ingest ingest = running.get(id);
    if (ingest != null) {
      ingest.cut();
    }
  }

  Optional<RecordingProgress> progress(RecordingId id) {
    return Optional.ofNullable(running.get(id)).map(Ingest::progress);
  }

  Vault vault() {
    return vault;
  }
}
