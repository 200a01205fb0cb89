package org.televisit.recording;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings of this node are to end, and of which nothing more may be stored. An upload may
 * arrive after the order: it is on its way when its recorder is stopped, or while the database
 * decides whether to let it in. Bounded, the oldest are forgotten first; thread-safe.
 */
final class StopOrders {

  /** Many more than can be on their way at a time. */
  private static final int MOST = 4096;

  private final Map<RecordingId, StopOrder> ending = new LinkedHashMap<>();
  private final Set<RecordingId> cut = new LinkedHashSet<>();

  /** It ends; the first reason counts. */
  synchronized void end(RecordingId id, StopOrder order) {
    ending.putIfAbsent(id, order);
    trim(ending.keySet());
  }

  /** It ends, and nothing more of it is stored. */
  synchronized void cut(RecordingId id, StopOrder order) {
    end(id, order);
    cut.add(id);
    trim(cut);
  }

  synchronized boolean isCut(RecordingId id) {
    return cut.contains(id);
  }

  synchronized Optional<StopOrder> of(RecordingId id) {
    @Nullable StopOrder order = ending.get(id);
    return Optional.ofNullable(order);
  }

  private static void trim(Set<RecordingId> oldestFirst) {
    if (oldestFirst.size() > MOST) {
      oldestFirst.remove(oldestFirst.iterator().next());
    }
  }
}
