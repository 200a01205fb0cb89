package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Rows;
import org.televisit.identity.Actor;

/** How a recording begins and how it is kept in rows, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingRowsIT extends RecordingRowsFixture {

  private void isAt(Actor who, String jurisdiction) throws SQLException {
    rows()
        .change(
            """
        insert into attendance_location (id, appointment_id, subject, jurisdiction, stated_by, stated_at)
        values (gen_random_uuid(), ?, ?, ?, ?, now())
        """,
            visit.value(),
            who.subject(),
            jurisdiction,
            who.subject());
  }

  private void isRefused(Company company, RecordingPermit why) {
    assertThatExceptionOfType(ConsentMissingException.class)
        .isThrownBy(() -> begins(company))
        .satisfies(e -> assertThat(e.permit()).isEqualTo(why));
  }

  @Test
  void a_recording_begins_only_if_the_law_of_that_moment_permits_it() throws SQLException {
    assertThat(state(begins(both()))).isEqualTo("requested");

    isRefused(
        new Company(false, anna.subject(), both().present()), RecordingPermit.NOT_IN_PROGRESS);
    isRefused(new Company(true, anna.subject(), List.of()), RecordingPermit.UNANSWERED);
    answers(lin, "deny");
    assertThat(state(begins(both()))).isEqualTo("requested"); // their own answer is enough here
    isAt(lin, "DE"); // where everybody must agree
    isRefused(both(), RecordingPermit.ANOTHER_DECLINED);
    answers(lin, "permit");
    assertThat(state(begins(both()))).isEqualTo("requested");
    answers(anna, "deny");
    isRefused(both(), RecordingPermit.DECLINED);
  }

  @Test
  void an_answer_that_is_being_written_is_waited_for() throws Exception {
    try (Connection withdrawal = database.getConnection()) {
      withdrawal.setAutoCommit(false);
      answers(withdrawal, anna, "deny");
      CompletableFuture<RecordingId> begun = beginsElsewhere();
      isWaitedFor(begun);
      withdrawal.commit();
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> begun.get(20, TimeUnit.SECONDS))
          .withCauseInstanceOf(ConsentMissingException.class);
    }
  }

  @Test
  void a_rule_that_is_being_changed_is_waited_for() throws Exception {
    isAt(lin, "DE");
    try (Connection law = database.getConnection()) {
      law.setAutoCommit(false);
      Rows.change(law, "update recording_rule set rule = 'prohibited' where jurisdiction = 'DE'");
      CompletableFuture<RecordingId> begun = beginsElsewhere();
      isWaitedFor(begun);
      law.rollback();
      assertThat(state(begun.get(20, TimeUnit.SECONDS))).isEqualTo("requested");
    }
  }

  /** In a thread of its own, with the container's class loader. */
  private CompletableFuture<RecordingId> beginsElsewhere() {
    CompletableFuture<RecordingId> begun = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                begun.complete(begins(both()));
              } catch (RuntimeException e) {
                begun.completeExceptionally(e);
              }
            });
    thread.start();
    return begun;
  }

  /** Until the database says that somebody waits for a lock. */
  private void isWaitedFor(CompletableFuture<?> begun) throws Exception {
    Instant end = Instant.now().plusSeconds(20);
    while (rows().read("select 1 from pg_locks where not granted").isEmpty()) {
      assertThat(Instant.now()).as("nobody waits, and %s", begun).isBefore(end);
      try {
        begun.get(50, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        continue; // not yet
      }
    }
    assertThat(begun).isNotDone();
  }

  @Test
  void a_row_that_is_written_late_says_when_it_happened() throws SQLException {
    Instant began = old();
    RecordingId id = begins(both());
    rows()
        .change(
            """
        update recording set state = 'recording', token_sha256 = null, started_at = ? where id = ?
        """,
            began,
            id.value());
    register.paused(id, RecordingPermit.ANOTHER_DECLINED, began.plusSeconds(20));
    register.resumed(id, began.plusSeconds(25));
    register.paused(id, RecordingPermit.ANOTHER_DECLINED, began.plusSeconds(50));
    register.stopping(id, RecordingEnd.LEFT, began.plusSeconds(60));
    register.fail(id, RecordingFailure.STORAGE, began.plusSeconds(61));

    String pauses =
        """
        select extract(epoch from from_at - started_at)::int || ' to '
          || extract(epoch from to_at - started_at)::int
        from recording_pause p join recording r on r.id = p.recording_id
        where r.id = ? order by from_at
        """;
    assertThat(rows().read(pauses, id.value())).containsExactly("20 to 25", "50 to 60");
    assertThat(
            one(
                "select extract(epoch from ended_at - started_at)::int from recording where id = ?",
                id))
        .isEqualTo("61");
  }
}
