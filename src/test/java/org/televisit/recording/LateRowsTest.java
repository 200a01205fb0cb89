package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class LateRowsTest {

  final LateRows rows = new LateRows();
  final RecordingId id = RecordingId.random();
  final List<String> written = new ArrayList<>();
  boolean away;

  private void write(String what) {
    rows.write(
        id,
        () -> {
          if (away) {
            throw new IllegalStateException(new SQLException("gone", "08006"));
          }
          written.add(what);
        });
  }

  @Test
  void are_written_at_once_while_the_database_answers() {
    write("arrived");
    assertThat(written).containsExactly("arrived");
    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void follow_in_order_when_it_is_back() {
    away = true;
    write("arrived");
    write("stopping");
    rows.catchUp();
    assertThat(written).isEmpty();
    away = false;
    write("finished"); // must not overtake
    assertThat(written).isEmpty();
    rows.catchUp();
    assertThat(written).containsExactly("arrived", "stopping", "finished");
    assertThat(rows.isEmpty()).isTrue();
  }

  @Test
  void one_that_can_never_be_written_does_not_stop_the_others() {
    away = true;
    write("arrived");
    rows.write(
        id,
        () -> {
          throw new IllegalStateException("no such recording");
        });
    write("finished");
    away = false;
    rows.catchUp();
    assertThat(written).containsExactly("arrived", "finished");
  }

  @Test
  void a_mistake_is_not_kept_for_later() {
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                rows.write(
                    id,
                    () -> {
                      throw new IllegalStateException("no such recording");
                    }));
    assertThat(rows.isEmpty()).isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"08001", "08006", "57P01", "57P03", "53300"})
  void wait_for_a_database_that_is_away(String state) {
    assertThat(DatabaseAway.causes(new RuntimeException(new SQLException("x", state)))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "42501", "40001"})
  void do_not_wait_for_one_that_says_no(String state) {
    assertThat(DatabaseAway.causes(new RuntimeException(new SQLException("x", state)))).isFalse();
  }

  @Test
  void wait_for_one_that_was_away_when_it_was_to_commit() {
    Exception commit = new IllegalStateException("rolled back");
    commit.addSuppressed(new IllegalStateException(new SQLException("x", "57P01")));
    assertThat(DatabaseAway.causes(new RuntimeException(commit))).isTrue();
    commit.getSuppressed()[0].addSuppressed(commit); // a circle is no reason not to return
    assertThat(DatabaseAway.causes(new IllegalStateException(commit.getSuppressed()[0]))).isTrue();
    Exception circle = new IllegalStateException("rolled back");
    circle.addSuppressed(new IllegalStateException(circle));
    assertThat(DatabaseAway.causes(circle)).isFalse();
  }
}
