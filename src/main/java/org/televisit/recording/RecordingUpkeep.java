package org.televisit.recording;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** What must be done for recordings from time to time, from the start of this node on. */
@ApplicationScoped
class RecordingUpkeep {

  private static final Logger LOG = System.getLogger(RecordingUpkeep.class.getName());

  @Inject RecordingRecovery recovery;
  @Inject Salvage salvage;
  @Inject Orphans orphans;
  @Inject NodeLife node;
  @Inject UploadRows uploads;
  @Inject Event<NodeDied> news;

  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

  private final List<ScheduledFuture<?>> tasks = new ArrayList<>();

  /** Lists what was left before the first upload can come, and works while they come already. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    List<RecordingId> left = recovery.leftBy(node.name());
    if (!left.isEmpty()) {
      executor.execute(() -> left.forEach(recovery::recover));
    }
    every(1, uploads::catchUp);
    every(5, node::beat);
    every(5, uploads::count);
    every(10, salvage::tryAgain);
    every(60, orphans::finish);
    every(60, () -> node.deadOthers().forEach(this::takeOver));
  }

  /** Does for a dead node what it cannot do any more. */
  void takeOver(NodeDied dead) {
    news.fire(dead);
    recovery.takeOver(dead.node());
  }

  private void every(long seconds, Runnable task) {
    tasks.add(
        scheduler.scheduleWithFixedDelay(
            () -> carefully(task), seconds, seconds, TimeUnit.SECONDS));
  }

  /** A periodic task that throws, whatever it is, is never run again. */
  private static void carefully(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      if (DatabaseAway.causes(e)) {
        LOG.log(DEBUG, "the database is away", e);
      } else {
        LOG.log(WARNING, "the upkeep of recordings failed", e);
      }
    }
  }

  @PreDestroy
  void stop() {
    tasks.forEach(task -> task.cancel(false));
  }
}
