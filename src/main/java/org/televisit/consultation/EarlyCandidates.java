package org.televisit.consultation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.televisit.media.IceCandidate;

/** Candidates that came before the endpoint they are for: kept, in order, never dropped. */
final class EarlyCandidates {

  /** Far more than a browser has, so that a hostile one cannot fill the memory. */
  private static final int MOST = 200;

  /** Cameras and screens of the others and one's own in the fullest room. */
  private static final int MOST_PICTURES = 32;

  private record Kept(int attempt, List<IceCandidate> candidates) {}

  private final Map<Picture, Kept> kept = new HashMap<>();

  /** Keeps a candidate; a newer attempt makes what was kept for an older one worthless. */
  void keep(Picture of, int attempt, IceCandidate candidate) {
    Kept known = kept.get(of);
    if (known == null && kept.size() >= MOST_PICTURES) {
      return;
    }
    if (known == null || known.attempt < attempt) {
      known = new Kept(attempt, new ArrayList<>());
      kept.put(of, known);
    }
    if (known.attempt == attempt && known.candidates.size() < MOST) {
      known.candidates.add(candidate);
    }
  }

  /** Hands out what was kept for this attempt, once. */
  List<IceCandidate> take(Picture of, int attempt) {
    Kept known = kept.get(of);
    if (known == null || known.attempt != attempt) {
      return List.of();
    }
    kept.remove(of);
    return known.candidates;
  }

  void clear() {
    kept.clear();
  }
}
