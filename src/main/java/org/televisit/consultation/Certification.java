package org.televisit.consultation;

import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.televisit.completeness.CompletenessService;
import org.televisit.recording.RecordingFailed;
import org.televisit.recording.RecordingSealed;
import org.televisit.scheduling.AppointmentId;

/**
 * Has a visit certified once it is over and its last recording has ended; again when a recording
 * ends later still. What no such event told is found by looking every minute: a visit in which
 * nobody was recorded, or whose news was lost because a node died or the database was away.
 */
@ApplicationScoped
class Certification {

  private static final Logger LOG = System.getLogger(Certification.class.getName());

  private static final Duration PAUSE = Duration.ofMinutes(1);

  /** A visit that ended longer ago is not looked for: its clinic has been told often enough. */
  private static final Duration LOOK_BACK = Duration.ofDays(30);

  /**
   * At a start, certified visits of this time are looked at again: recovery may have changed them.
   */
  private static final Duration RECOVERED = Duration.ofDays(2);

  @Inject VisitCourses courses;
  @Inject CompletenessService completeness;
  @Inject Clock clock;

  @Resource ManagedScheduledExecutorService scheduler;

  /** There was news of them that could not be certified: an older certificate may be outdated. */
  private final Set<AppointmentId> failed = ConcurrentHashMap.newKeySet();

  private @Nullable ScheduledFuture<?> looking;

  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    scheduler.execute(
        () -> courses.finishedSince(clock.instant().minus(RECOVERED)).forEach(this::certify));
    looking =
        scheduler.scheduleWithFixedDelay(this::lookAgain, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  void sealed(@Observes(during = AFTER_SUCCESS) RecordingSealed event) {
    scheduler.execute(() -> certify(event.appointment()));
  }

  void failed(@Observes(during = AFTER_SUCCESS) RecordingFailed event) {
    scheduler.execute(() -> certify(event.appointment()));
  }

  private void lookAgain() {
    try {
      List<AppointmentId> ended = courses.finishedSince(clock.instant().minus(LOOK_BACK));
      Set<AppointmentId> certified = completeness.newest(ended).keySet();
      Set<AppointmentId> due = new LinkedHashSet<>(failed);
      ended.stream().filter(visit -> !certified.contains(visit)).forEach(due::add);
      due.forEach(this::certify);
    } catch (Throwable e) { // a periodic task that throws is never run again
      LOG.log(WARNING, "visits without a certificate could not be looked for", e);
    }
  }

  /** Certifies a visit that is over, unless that must be awaited; never throws. */
  void certify(AppointmentId visit) {
    failed.remove(visit); // before it is looked at: who fails meanwhile has newer news
    try {
      courses.of(visit).ifPresent(completeness::certify);
    } catch (RuntimeException e) {
      failed.add(visit);
      LOG.log(WARNING, visit.entity() + " could not be certified; tried again", e);
    }
  }
}
