package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.compliance.TinyWebm;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

/** What becomes of recordings when their node dies: on the real database, with real files. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class DeadNodeIT extends RecordingRowsFixture {

  @Inject RecordingUpkeep upkeep;
  @Inject Nodes nodes;
  @Inject Vault vault;

  @Test
  void what_a_dead_node_left_is_finished_by_a_living_one_and_nothing_else() throws Exception {
    String tag = UUID.randomUUID().toString().substring(0, 8);
    String dead = "dead-" + tag;
    String alive = "alive-" + tag;
    Instant lastHeard = Instant.now().minusSeconds(180);
    node(dead, lastHeard);
    node(alive, Instant.now());
    RecordingId left = beginsOn(dead);
    write(left).close();
    RecordingId neverArrived = begins(both());
    rows().change("update recording set node = ? where id = ?", dead, neverArrived.value());
    RecordingId stillWritten = beginsOn(dead);
    RecordingId ofTheLiving = beginsOn(alive);
    write(ofTheLiving).close();
    rows()
        .change(
            "insert into presence (seat_id, joined_at, node) values (?, ?, ?)",
            annasSeat,
            old(),
            dead);
    rows()
        .change(
            "insert into presence (seat_id, joined_at, node) values (?, ?, ?)",
            linsSeat,
            old(),
            alive);

    NodeDied death =
        nodes.silent(120).stream().filter(n -> n.node().equals(dead)).findFirst().orElseThrow();
    assertThat(nodes.silent(120)).extracting(NodeDied::node).doesNotContain(alive);
    try (SealedWriter busy = write(stillWritten)) {
      upkeep.takeOver(death);
      assertThat(state(stillWritten)).isEqualTo("recording");
      busy.write(TinyWebm.ofSeconds(1), 0, 1); // and it goes on
    }

    assertThat(state(left)).isEqualTo("sealed");
    assertThat(one("select ended_because from recording where id = ?", left))
        .isEqualTo("node-died");
    assertThat(one("select duration_ms from recording where id = ?", left)).isEqualTo("5000");
    vault.verify(left.value(), fingerprint(left));
    assertThat(state(neverArrived)).isEqualTo("failed");
    assertThat(state(ofTheLiving)).isEqualTo("recording");
    assertThat(vault.listUnfinished()).contains(ofTheLiving.value());

    assertThat(rows().read("select reason from presence where seat_id = ?", annasSeat))
        .containsExactly("lost");
    assertThat(
            rows()
                .read(
                    "select 1 from presence where seat_id = ? and left_at between ? and ?",
                    annasSeat,
                    lastHeard.minusSeconds(1),
                    lastHeard.plusSeconds(1)))
        .hasSize(1);
    assertThat(
            rows().read("select 1 from presence where seat_id = ? and left_at is null", linsSeat))
        .hasSize(1);

    upkeep.takeOver(death); // a minute later
    assertThat(state(stillWritten)).isEqualTo("sealed");
    assertThat(state(ofTheLiving)).isEqualTo("recording");
  }

  private void node(String name, Instant heard) throws SQLException {
    rows()
        .change(
            "insert into node (name, life, started_at, heard_at) values (?, gen_random_uuid(), ?, ?)",
            name,
            old(),
            heard);
  }

  /** As if it had begun on another node, and its first bytes had arrived there. */
  private RecordingId beginsOn(String node) throws SQLException {
    RecordingId id = begins(both());
    rows()
        .change(
            """
        update recording set state = 'recording', node = ?, token_sha256 = null, started_at = now()
        where id = ?
        """,
            node,
            id.value());
    return id;
  }

  private SealedWriter write(RecordingId id) throws IOException {
    SealedWriter writer = vault.create(id.value());
    byte[] media = TinyWebm.ofSeconds(5);
    writer.write(media, 0, media.length);
    return writer;
  }

  private Fingerprint fingerprint(RecordingId id) throws SQLException {
    return new Fingerprint(
        Long.parseLong(one("select length_bytes from recording where id = ?", id)),
        one("select sha256 from recording where id = ?", id));
  }
}
