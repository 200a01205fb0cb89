package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Answers by session and request id: a client that repeats a request because its socket dropped is
 * given the first answer again, and nothing is done twice.
 */
final class RequestCache {

  static final Duration LIFE = Duration.ofSeconds(20);
  private static final int LIMIT = 20_000;

  private record Key(String session, String id) {}

  private record Entry(CompletableFuture<ObjectNode> answer, Instant expires) {}

  private final Clock clock;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();

  RequestCache(Clock clock) {
    this.clock = clock;
  }

  Optional<CompletableFuture<ObjectNode>> find(String session, String id) {
    purge();
    return Optional.ofNullable(entries.get(new Key(session, id))).map(Entry::answer);
  }

  void put(String session, String id, CompletableFuture<ObjectNode> answer) {
    purge();
    entries.putIfAbsent(new Key(session, id), new Entry(answer, clock.instant().plus(LIFE)));
  }

  private void purge() {
    Instant now = clock.instant();
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()) {
      boolean expired = !oldestFirst.next().expires().isAfter(now);
      if (!expired && entries.size() <= LIMIT) {
        return;
      }
      oldestFirst.remove();
    }
  }
}
