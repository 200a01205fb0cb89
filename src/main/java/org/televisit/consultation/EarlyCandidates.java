package org.televisit.consultation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.televisit.media.IceCandidate;

/** Candidates that came before the endpoint they are for: kept, in order, never dropped. */
final class EarlyCandidates {

  /** Far more than a browser has, so that a hostile one cannot fill the memory. */
  private static final int MOST = 200;

  private record Kept(int attempt, List<IceCandidate> candidates) {}

  private final Map<UUID, Kept> kept = new HashMap<>();

  /** Keeps a candidate; a newer attempt makes what was kept for an older one worthless. */
  void keep(UUID seat, int attempt, IceCandidate candidate) {
    Kept known = kept.get(seat);
    if (known == null || known.attempt < attempt) {
      known = new Kept(attempt, new ArrayList<>());
      kept.put(seat, known);
    }
    if (known.attempt == attempt && known.candidates.size() < MOST) {
      known.candidates.add(candidate);
    }
  }

  /** Hands out what was kept for this attempt, once. */
  List<IceCandidate> take(UUID seat, int attempt) {
    Kept known = kept.get(seat);
    if (known == null || known.attempt != attempt) {
      return List.of();
    }
    kept.remove(seat);
    return known.candidates;
  }

  void clear() {
    kept.clear();
  }
}
