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
  private static final int MOST_ANSWERS = 20_000;

  /** Characters of all answers together. */
  private static final long MOST_CHARACTERS = 16L << 20;

  private record Key(String session, String id) {}

  private static final class Entry {
    final CompletableFuture<ObjectNode> answer;
    final Instant expires;
    long weight;

    Entry(CompletableFuture<ObjectNode> answer, Instant expires, long weight) {
      this.answer = answer;
      this.expires = expires;
      this.weight = weight;
    }
  }

  private final Clock clock;
  private final Map<Key, Entry> entries = new LinkedHashMap<>();
  private long weight;

  RequestCache(Clock clock) {
    this.clock = clock;
  }

  Optional<CompletableFuture<ObjectNode>> find(String session, String id) {
    purge();
    return Optional.ofNullable(entries.get(new Key(session, id))).map(entry -> entry.answer);
  }

  void put(String session, String id, CompletableFuture<ObjectNode> answer) {
    Key key = new Key(session, id);
    Entry entry =
        new Entry(answer, clock.instant().plus(LIFE), (long) session.length() + id.length());
    if (entries.putIfAbsent(key, entry) == null) {
      weight += entry.weight;
      var unused = answer.thenAccept(answered -> weigh(key, entry, answered));
    }
    purge();
  }

  /** How many characters it holds, for the metrics of memory. */
  long weight() {
    return weight;
  }

  private void weigh(Key key, Entry entry, ObjectNode answer) {
    if (entries.get(key) == entry) {
      long more = JsonCodec.weight(answer);
      entry.weight += more;
      weight += more;
      purge();
    }
  }

  private void purge() {
    Instant now = clock.instant();
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()) {
      Entry oldest = oldestFirst.next();
      boolean expired = !oldest.expires.isAfter(now);
      if (!expired && entries.size() <= MOST_ANSWERS && weight <= MOST_CHARACTERS) {
        return;
      }
      weight -= oldest.weight;
      oldestFirst.remove();
    }
  }
}
