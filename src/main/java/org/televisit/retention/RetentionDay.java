package org.televisit.retention;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.INFO;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.televisit.recording.RecordingHeldException;
import org.televisit.recording.RecordingId;

/** What is done once a day: everything that is due is destroyed, and what was left is finished. */
@ApplicationScoped
class RetentionDay {

  private static final Logger LOG = System.getLogger(RetentionDay.class.getName());

  @Inject RetentionBooks books;
  @Inject RetentionRegister register;
  @Inject Interrupted interrupted;
  @Inject Eraser eraser;
  @Inject Clock clock;

  /**
   * Looks after retention, unless that was done on this day without a failure, or another node is
   * at it. The transaction holds a lock and the day's line; each recording has transactions of its
   * own, so what was destroyed is said even if the rest breaks.
   */
  @Transactional
  public boolean once(LocalDate day) {
    if (!books.lockRun()) {
      return false;
    }
    Optional<RetentionRun> before = books.run(day);
    if (before.map(RetentionRun::isClosed).orElse(false)) {
      return false;
    }
    Tally tally = run(day);
    before.ifPresentOrElse(
        run -> run.again(clock.instant(), tally),
        () -> books.add(new RetentionRun(day, clock.instant(), tally)));
    LOG.log(
        INFO,
        "retention of {0}: {1} deleted, {2} held, {3} failed",
        day,
        tally.deleted(),
        tally.held(),
        tally.failed());
    return true;
  }

  private Tally run(LocalDate day) {
    Tally before = interrupted.finish();
    List<RecordingId> decided = new ArrayList<>();
    int held = 0;
    int failed = 0;
    for (PlannedDeletion due : register.due(day)) {
      switch (decide(due)) {
        case DECIDED -> decided.add(due.recording().id());
        case HELD -> held++;
        case FAILED -> failed++;
      }
    }
    Tally now = interrupted.destroy(decided);
    return new Tally(
        before.deleted() + now.deleted(), held, before.failed() + failed + now.failed());
  }

  private enum Fate {
    DECIDED,
    HELD,
    FAILED
  }

  private Fate decide(PlannedDeletion due) {
    KeptRecording recording = due.recording();
    if (due.isHeld()) {
      return Fate.HELD;
    }
    try {
      eraser.decide(recording.id(), recording.visit(), due.policy().entity());
      return Fate.DECIDED;
    } catch (RecordingHeldException e) { // a hold that came a moment ago
      return Fate.HELD;
    } catch (RuntimeException e) {
      LOG.log(ERROR, recording.id().entity() + " cannot be destroyed yet", e);
      return Fate.FAILED;
    }
  }
}
