package org.televisit.kurento.transport;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Where a peer is: first where its first authentic check came from, then where it says. A check
 * proves who says it and not from where, for its source address may be forged; so once there are
 * keys, media go elsewhere only when a packet has come from there that nobody else can make. On the
 * loop, but for {@link #now}.
 */
final class Whereabouts {

  /** A browser tries some addresses at the beginning of a call. */
  private static final int MOVES_AT_ONCE = 8;

  private static final long MOVE_MICROS = 200_000;

  private volatile @Nullable InetSocketAddress current;
  private @Nullable InetSocketAddress nominated;
  private long priority;
  private int moves = MOVES_AT_ONCE;
  private long earned;

  /** Where to send; null before the first check. Any thread may call. */
  @Nullable InetSocketAddress now() {
    return current;
  }

  /** The priority of the candidate that was last checked or nominated. */
  long priority() {
    return priority;
  }

  /**
   * Takes an authentic check.
   *
   * @param proven whether packets prove where the peer is, for there are keys
   * @return whether the peer is elsewhere from now on
   */
  boolean checked(StunMessage check, InetSocketAddress from, boolean proven, long now) {
    if (current == null) {
      return move(from, check.priority(), now);
    }
    if (!check.useCandidate()) {
      return false;
    }
    if (from.equals(current)) {
      nominated = null;
      return false;
    }
    if (!proven) {
      return move(from, check.priority(), now);
    }
    nominated = from;
    priority = check.priority();
    return false;
  }

  /** Takes the source of an authentic packet. Whether the peer is elsewhere from now on. */
  boolean heard(InetSocketAddress from, long now) {
    return from.equals(nominated) && move(from, priority, now);
  }

  /** Unless it has moved too often lately: it will say it again. */
  private boolean move(InetSocketAddress to, long withPriority, long now) {
    long more = Math.min(MOVES_AT_ONCE - moves, (now - earned) / MOVE_MICROS);
    moves += (int) more;
    earned = moves == MOVES_AT_ONCE ? now : earned + more * MOVE_MICROS;
    if (moves == 0) {
      return false;
    }
    moves--;
    current = to;
    nominated = null;
    priority = withPriority;
    return true;
  }
}
