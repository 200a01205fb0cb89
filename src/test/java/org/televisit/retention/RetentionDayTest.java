package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.platform.ClinicInfo;
import org.televisit.recording.RecordingId;

/** When deletions are done that were decided, and when a day is closed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionDayTest {

  static final LocalDate TODAY = LocalDate.of(2026, 3, 2);
  static final Clock NOON = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  final RetentionDay day = new RetentionDay();
  final RetentionJob job = new RetentionJob();
  final List<String> done = new ArrayList<>();
  @Nullable RetentionRun run;
  Tally next = new Tally(0, 0, 0);

  @BeforeEach
  void aClinic() {
    day.clock = NOON;
    day.books =
        new RetentionBooks() {
          @Override
          boolean lockRun() {
            return true;
          }

          @Override
          Optional<RetentionRun> run(LocalDate asked) {
            return Optional.ofNullable(run);
          }

          @Override
          void add(Object row) {
            run = (RetentionRun) row;
          }
        };
    day.register =
        new RetentionRegister() {
          @Override
          List<PlannedDeletion> due(LocalDate asked) {
            done.add("due");
            return List.of();
          }
        };
    day.interrupted =
        new Interrupted() {
          @Override
          Tally finish() {
            done.add("finish");
            return next;
          }

          @Override
          Tally destroy(List<RecordingId> ids) {
            return new Tally(0, 0, 0);
          }

          @Override
          void destroyRevived() {
            done.add("revived");
            throw new IllegalStateException("the disk of the keys does not answer yet");
          }
        };
    job.interrupted = day.interrupted;
    job.retention = day;
    job.clock = NOON;
    job.clinic =
        new ClinicInfo() {
          @Override
          public ZoneId getZone() {
            return ZoneOffset.UTC;
          }
        };
  }

  private Tally tally() {
    return Objects.requireNonNull(run).getTally();
  }

  @Test
  void a_day_on_which_something_failed_is_looked_after_again_until_nothing_does() {
    next = new Tally(3, 0, 2);
    assertThat(day.once(TODAY)).isTrue();
    assertThat(tally()).isEqualTo(new Tally(3, 0, 2));
    next = new Tally(1, 0, 1);
    assertThat(day.once(TODAY)).isTrue();
    assertThat(tally()).isEqualTo(new Tally(4, 0, 1));
    next = new Tally(1, 0, 0);
    assertThat(day.once(TODAY)).isTrue();
    assertThat(tally()).isEqualTo(new Tally(5, 0, 0));
    assertThat(day.once(TODAY)).isFalse();
  }

  @Test
  void what_was_decided_when_the_node_died_is_done_at_its_next_start_whatever_else_fails() {
    job.bringToAnEnd();
    assertThat(done).containsExactly("revived", "finish");
  }

  @Test
  void it_is_done_every_few_minutes_also_before_the_hour_of_the_day() {
    job.look(LocalTime.of(23, 0));
    job.look(LocalTime.of(23, 0));
    assertThat(done).containsExactly("finish", "finish");
    job.look(LocalTime.of(3, 0));
    assertThat(done).containsExactly("finish", "finish", "finish", "finish", "due");
  }
}
