package org.televisit.recording;

import static java.lang.System.Logger.Level.ERROR;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

/** The uploads that run on this node, and the clock that seals what stalls. */
@ApplicationScoped
class Ingests {

  private static final Logger LOG = System.getLogger(Ingests.class.getName());

  private static final long TICK_MILLIS = 250;

  private static final long FORCE_MILLIS = 500;

  /** What a stopped recorder still has to say takes a moment; one that is gone says nothing. */
  private static final Duration LAST_WORDS = Duration.ofSeconds(10);

  /** How every WebM begins: the EBML element (RFC 8794). */
  private static final int EBML = 0x1A45DFA3;

  @Inject Vault vault;
  @Inject IngestLimits limits;
  @Inject Clock clock;

  @Resource ManagedThreadFactory threads;

  private final ConcurrentMap<RecordingId, Running> running = new ConcurrentHashMap<>();
  private final StopOrders orders = new StopOrders();

  private @Nullable ScheduledExecutorService clocks;

  private record Running(Upload upload, @Nullable Ingest ingest) {}

  /**
   * Two threads of their own: what is due must be sealed in time while all others of the server
   * wait for a database, and while this one waits for the disk.
   */
  @PostConstruct
  void watch() {
    clocks = Executors.newScheduledThreadPool(2, threads);
    clocks.scheduleAtFixedRate(
        () -> carefully(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    clocks.scheduleWithFixedDelay(
        () -> carefully(vault::force), FORCE_MILLIS, FORCE_MILLIS, TimeUnit.MILLISECONDS);
  }

  @PreDestroy
  void unwatch() {
    if (clocks != null) {
      clocks.shutdown(); // an interrupt would close a file that is just written to
    }
  }

  private void tick() {
    vault.tick();
    Instant now = clock.instant();
    running.values().forEach(r -> r.upload().check(now, limits.maxSilence()));
  }

  /** A periodic task that throws is never run again. */
  private static void carefully(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      LOG.log(ERROR, "what has arrived could not be sealed", e);
    }
  }

  /**
   * Seals a stream until it ends, breaks or reaches a limit.
   *
   * @throws NotWebmException if it is not what a media server records
   * @throws IOException if it cannot be stored; what was sealed before stays
   */
  Ingested receive(RecordingId id, InputStream media) throws IOException {
    Upload upload = new Upload(media, clock);
    running.put(id, new Running(upload, null));
    if (orders.isCut(id)) { // while it was on its way here, and nobody could find it
      upload.cut();
    }
    try {
      byte[] head = head(upload);
      try (SealedWriter writer = vault.create(id.value())) {
        Ingest ingest = new Ingest(upload, writer, limits, clock);
        running.put(id, new Running(upload, ingest));
        return ingest.take(head);
      }
    } finally {
      running.remove(id);
    }
  }

  /** Reads as far as to tell a WebM from anything else, of which nothing is kept. */
  private static byte[] head(Upload upload) throws NotWebmException {
    byte[] head = new byte[Integer.BYTES];
    int length = 0;
    while (length < head.length) {
      int read;
      try {
        read = upload.read(head, length);
      } catch (IOException broken) {
        read = -1;
      }
      if (read < 0) {
        throw new NotWebmException(
            length == 0 ? RecordingFailure.NOTHING_ARRIVED : RecordingFailure.NOT_WEBM);
      }
      length += read;
    }
    if (ByteBuffer.wrap(head).getInt() != EBML) {
      throw new NotWebmException(RecordingFailure.NOT_WEBM);
    }
    return head;
  }

  /** It is going to end: its row will say why, however that comes about. */
  void ending(RecordingId id, StopOrder order) {
    orders.end(id, order);
  }

  /** Why it was to end; empty if nobody here wanted it to. */
  Optional<StopOrder> order(RecordingId id) {
    return orders.of(id);
  }

  /** The recorder of this one has been told to stop: it ends soon, or is cut off. */
  void wrapUp(RecordingId id) {
    Running found = running.get(id);
    if (found != null) {
      found.upload().endBy(clock.instant().plus(LAST_WORDS));
    }
  }

  /** Reads what still comes of an upload that is not stored, and drops it. */
  void drop(RecordingId id, InputStream media) {
    Upload upload = new Upload(media, clock);
    upload.endBy(clock.instant().plus(LAST_WORDS));
    running.put(id, new Running(upload, null));
    byte[] dropped = new byte[8192];
    try {
      while (upload.read(dropped, 0) >= 0) {
        // a quick refusal would make the media server connect again, hundreds of times a second
      }
    } catch (IOException cut) {
      // it was not to be kept
    } finally {
      running.remove(id);
    }
  }

  /**
   * Stores nothing more of a recording, whatever is still sent, or will be. Never blocks; from any
   * thread.
   */
  void cut(RecordingId id, StopOrder order) {
    orders.cut(id, order);
    Running found = running.get(id);
    if (found != null) {
      found.upload().cut();
    }
  }

  Optional<RecordingProgress> progress(RecordingId id) {
    return Optional.ofNullable(running.get(id)).map(Running::ingest).map(Ingest::progress);
  }

  /** Whether what has arrived is just being stored, so that nothing more is read. */
  boolean isWriting(RecordingId id) {
    Running found = running.get(id);
    return found != null && found.ingest() != null && !found.upload().isBeingRead();
  }

  /** What has arrived of each upload that runs. */
  Map<RecordingId, Received> counts() {
    Map<RecordingId, Received> counts = new HashMap<>();
    running.forEach((id, r) -> counts.put(id, r.upload().received()));
    return counts;
  }

  Vault vault() {
    return vault;
  }
}
