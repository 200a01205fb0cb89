package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Rows;
import org.televisit.recording.RecordingId;

/** Whoever was granted that their recordings be deleted has them deleted, whatever breaks. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class GrantedErasureIT extends RetentionFixture {

  private static final String GRANT = "nothing stands against it";

  @Inject HoldRegister register;
  @Inject Interrupted interrupted;

  private void asked() {
    erasures.ask(CARLA, visit, anna.subject());
  }

  private boolean isDecided(RecordingId recording) throws SQLException {
    return !rows()
        .read(
            "select id::text from recording where id = ? and erasing_since is not null"
                + " and erased_under like 'request/%'",
            recording.value())
        .isEmpty();
  }

  private List<String> granted() throws SQLException {
    return rows()
        .read("select granted::text from erasure_request where appointment_id = ?", visit.value());
  }

  /** The node dies with everything said and nothing done. */
  @Test
  void a_crash_right_after_it_was_granted_leaves_all_decided_and_the_next_start_destroys_it()
      throws Exception {
    RecordingId first = sealed();
    RecordingId second = sealed();
    asked();

    register.decide(CARLA, request(), true, GRANT);

    assertThat(isDecided(first)).isTrue();
    assertThat(isDecided(second)).isTrue();
    interrupted.finish(); // as at every start, and every five minutes
    assertThat(isErased(first)).isTrue();
    assertThat(vault.isShredded(second.value())).isTrue();
    assertThat(audited(first)).containsExactly("recording.erase", "recording.destroy");
    assertThat(erasures.certificates(visit))
        .hasSize(2)
        .allMatch(c -> c.getText().body().contains(GRANT));
  }

  /** The database ends the connection when the first of two recordings has been decided. */
  @Test
  void if_the_database_fails_in_between_nothing_was_granted_and_it_may_be_granted_again()
      throws Exception {
    RecordingId first = sealed();
    RecordingId second = sealed();
    asked();
    UUID request = request();
    ExecutorService office = Executors.newSingleThreadExecutor();
    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      Rows.change(other, "update recording set version = version where id = ?", second.value());
      Future<?> granting = office.submit(() -> erasures.decide(CARLA, request, true, GRANT));
      killWhoWaitsFor(pidOf(other));
      assertThatExceptionOfType(ExecutionException.class)
          .isThrownBy(() -> granting.get(60, TimeUnit.SECONDS));
      other.rollback();
    } finally {
      office.shutdownNow();
    }

    assertThat(granted()).containsOnlyNulls();
    assertThat(isDecided(first)).isFalse();
    assertThat(vault.isShredded(first.value())).isFalse();
    erasures.decide(CARLA, request, true, GRANT);
    assertThat(isErased(first)).isTrue();
    assertThat(isErased(second)).isTrue();
  }

  private static String pidOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return row.getString(1);
    }
  }

  private void killWhoWaitsFor(String pid) throws SQLException {
    Instant latest = Instant.now().plusSeconds(30);
    while (rows()
        .read(
            "select pg_terminate_backend(pid)::text from pg_stat_activity where "
                + pid
                + " = any(pg_blocking_pids(pid))")
        .isEmpty()) {
      assertThat(Instant.now()).as("nobody waits for the recording").isBefore(latest);
    }
  }

  @Test
  void a_hold_that_comes_before_it_is_done_calls_it_off_until_it_is_released() throws Exception {
    RecordingId recording = sealed();
    asked();
    register.decide(CARLA, request(), true, GRANT);
    holds.hold(CARLA, visit, "AZ 21/30", WHY);

    interrupted.finish();
    assertThat(isDecided(recording)).isFalse();
    assertThat(vault.isShredded(recording.value())).isFalse();

    holds.all(CARLA).stream()
        .filter(h -> h.getAppointment().equals(visit))
        .forEach(h -> holds.release(CARLA, h.getId(), "the complaint was settled"));
    interrupted.finish();
    assertThat(isErased(recording)).isTrue();
    assertThat(audited(recording))
        .containsExactly("recording.erase", "recording.erase", "recording.destroy");
    assertThat(erasures.certificates(visit))
        .singleElement()
        .matches(c -> c.getText().body().contains("\"under\":\"request/"));
  }

  /** As requests were granted once, in a transaction of their own. */
  @Test
  void a_request_that_says_granted_while_nothing_was_decided_is_carried_out() throws Exception {
    RecordingId left = sealed();
    says(true, began.plusSeconds(600));

    interrupted.finish();

    assertThat(isErased(left)).isTrue();
  }

  @Test
  void neither_what_ended_after_it_was_granted_nor_what_was_refused_is_touched() throws Exception {
    RecordingId later = sealed();
    says(true, began.plusSeconds(599));
    says(false, began.plusSeconds(900));

    interrupted.finish();

    assertThat(isDecided(later)).isFalse();
    assertThat(vault.isShredded(later.value())).isFalse();
  }

  private void says(boolean granted, Instant decided) throws SQLException {
    rows()
        .change(
            """
        insert into erasure_request (id, appointment_id, subject, asked_at, entered_by, granted,
          decided_by, decided_at, decision_reason) values (?, ?, ?, ?, 'carla', ?, 'carla', ?, ?)
        """,
            UUID.randomUUID(),
            visit.value(),
            anna.subject(),
            began,
            granted,
            decided,
            GRANT);
  }
}
