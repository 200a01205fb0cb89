package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * That this node lives, and which others do not. A node that was itself out of touch with the
 * database judges nobody: the others may have been as well.
 */
@ApplicationScoped
class NodeLife {

  /** Longer than a restart of the database takes. */
  static final Duration DEAD_AFTER = Duration.ofMinutes(2);

  private static final Duration LONGEST_BREAK = Duration.ofSeconds(30);

  @Inject Nodes nodes;

  @Inject
  @ConfigProperty(name = "televisit.node")
  String name;

  private final UUID life = UUID.randomUUID();
  private long heardAt = Long.MIN_VALUE;
  private long inTouchSince;

  String name() {
    return name;
  }

  /** To be called every few seconds; fails while the database is away. */
  synchronized void beat() {
    nodes.beat(name, life);
    long now = System.nanoTime();
    if (heardAt == Long.MIN_VALUE || now - heardAt > LONGEST_BREAK.toNanos()) {
      inTouchSince = now;
    }
    heardAt = now;
  }

  /** Other nodes that are dead beyond doubt. */
  synchronized List<NodeDied> deadOthers() {
    if (heardAt == Long.MIN_VALUE || heardAt - inTouchSince < DEAD_AFTER.toNanos()) {
      return List.of();
    }
    return nodes.silent(DEAD_AFTER.toSeconds()).stream()
        .filter(n -> !n.node().equals(name))
        .toList();
  }
}
