package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tokens that this node has given out, by their hashes: enough to let an upload in although the
 * database is away, and to tell a token that was used before from one that never was. Bounded; what
 * is forgotten here is still in the database.
 */
@ApplicationScoped
class IngestTokens {

  private static final int MOST = 1024;

  private final Map<String, RecordingId> issued = new LinkedHashMap<>();
  private final Set<String> spent = new LinkedHashSet<>();

  synchronized void issue(IngestToken token, RecordingId id) {
    issued.put(token.sha256(), id);
    trim(issued.keySet());
  }

  /**
   * @return false if it was spent here before
   */
  synchronized boolean spend(IngestToken token) {
    boolean first = spent.add(token.sha256());
    trim(spent);
    return first;
  }

  /** The recording that this node has made it for, told once. */
  synchronized Optional<RecordingId> take(IngestToken token) {
    return Optional.ofNullable(issued.remove(token.sha256()));
  }

  synchronized boolean isSpent(IngestToken token) {
    return spent.contains(token.sha256());
  }

  /** Its recording is no longer wanted. */
  synchronized void revoke(RecordingId id) {
    issued.values().removeAll(Collections.singleton(id));
  }

  private static void trim(Set<String> oldestFirst) {
    if (oldestFirst.size() > MOST) {
      oldestFirst.remove(oldestFirst.iterator().next());
    }
  }
}
