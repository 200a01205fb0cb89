package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayNameGeneration(ReplaceUnderscores.class)
@Timeout(30)
class IngestGateTest {

  final IngestToken token = IngestToken.random();
  final RecordingId id = RecordingId.random();
  final IngestTokens tokens = new IngestTokens();
  final IngestGate gate = new IngestGate();
  final List<String> rows = new ArrayList<>();
  int triesUntilBack;
  Optional<RecordingId> row = Optional.of(id);

  private void ask() {
    if (triesUntilBack > 0) {
      triesUntilBack--;
      throw new IllegalStateException(new SQLException("connection refused", "08001"));
    }
  }

  @BeforeEach
  void open() {
    gate.tokens = tokens;
    gate.late = new LateRows();
    gate.clock = Clock.systemUTC();
    gate.register =
        new RecordingRegister() {
          @Override
          Optional<RecordingId> arrive(IngestToken given, Instant at) {
            ask();
            return row;
          }
        };
    gate.rows =
        new IngestRegister() {
          @Override
          void arrived(RecordingId recording, Instant at) {
            ask();
            rows.add("arrived " + recording);
          }
        };
  }

  @Test
  void the_row_decides_whatever_this_node_remembers() {
    tokens.issue(token, id);
    row = Optional.empty(); // it was given up meanwhile
    assertThat(gate.admit(token)).isEmpty();
  }

  @Test
  void a_token_of_this_node_opens_while_the_database_is_away_and_the_row_follows() {
    tokens.issue(token, id);
    triesUntilBack = 2;
    assertThat(gate.admit(token)).contains(id);
    assertThat(rows).isEmpty();
    gate.late.catchUp();
    assertThat(rows).containsExactly("arrived " + id);
  }

  @Test
  void it_opens_once_even_then() {
    tokens.issue(token, id);
    triesUntilBack = 2;
    assertThat(gate.admit(token)).contains(id);
    assertThat(gate.admit(token)).isEmpty();
  }

  @Test
  void a_token_of_another_node_waits_until_the_database_is_back() {
    triesUntilBack = 2;
    assertThat(gate.admit(token)).contains(id);
  }

  @Test
  void a_mistake_is_not_taken_for_an_absent_database() {
    gate.register =
        new RecordingRegister() {
          @Override
          Optional<RecordingId> arrive(IngestToken given, Instant at) {
            throw new IllegalStateException("broken");
          }
        };
    tokens.issue(token, id);
    assertThatIllegalStateException().isThrownBy(() -> gate.admit(token));
  }
}
