package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Role;

/** A database that takes every statement and fails when it is to commit. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class FailedCommitIT {

  private static final String SAYS_NO = "raise exception 'this may not be committed'";
  private static final String IS_FULL = "raise exception 'disk full' using errcode = '53100'";
  private static final String DIES = "perform pg_terminate_backend(pg_backend_pid())";

  @Inject RecordingRecovery recovery;
  @Inject Salvage salvage;
  @Inject Orphans orphans;
  @Inject Nodes nodes;
  @Inject AuditTrail trail;

  @Resource ManagedExecutorService executor;
  @Resource ManagedScheduledExecutorService scheduler;

  @Resource(lookup = "java:jboss/datasources/TelevisitOwner")
  DataSource owner;

  private final String node = "uncommitted-" + UUID.randomUUID().toString().substring(0, 8);

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  @AfterEach
  void commitsSucceed() throws SQLException {
    if (owner != null) { // the client's side of the test only calls the container's
      new Rows(owner).change("drop function if exists fails_to_commit() cascade");
    }
  }

  @Test
  void is_told_to_who_calls_as_a_runtime_exception() throws SQLException {
    commitsOf("node", "name", SAYS_NO);
    Throwable refused = catchThrowable(this::beat);
    assertThat(refused)
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("this may not be committed");
    assertThat(DatabaseAway.causes(refused)).isFalse();
  }

  @Test
  void is_known_as_a_database_that_is_away_if_it_is() throws SQLException {
    commitsOf("node", "name", IS_FULL);
    Throwable full = catchThrowable(this::beat);
    assertThat(full).isInstanceOf(RuntimeException.class).hasStackTraceContaining("disk full");
    assertThat(DatabaseAway.causes(full)).isTrue();

    commitsSucceed();
    commitsOf("node", "name", DIES);
    Throwable dead = catchThrowable(this::beat);
    assertThat(dead).isInstanceOf(RuntimeException.class);
    assertThat(DatabaseAway.causes(dead)).isTrue();
  }

  @Test
  void is_told_so_of_a_transaction_within_another_too() throws SQLException {
    commitsOf("audit_event", "entity", SAYS_NO);
    assertThat(
            catchThrowable(
                () ->
                    trail.refused(
                        RecordingRowsFixture.person("Nobody", Role.PATIENT),
                        RecordingAction.START,
                        node)))
        .isInstanceOf(RuntimeException.class)
        .hasStackTraceContaining("this may not be committed");
  }

  @Test
  void does_not_end_the_heartbeat() throws Exception {
    commitsOf("node", "name", DIES);
    Heart heart = new Heart();
    RecordingUpkeep mine = upkeepOf(heart);
    try {
      mine.start(new Object());
      assertThat(heart.missed.await(60, TimeUnit.SECONDS)).isTrue();
      commitsSucceed();
      assertThat(heart.beaten.await(60, TimeUnit.SECONDS)).isTrue();
    } finally {
      mine.stop();
    }
    assertThat(new Rows(owner).read("select name from node where name = ?", node))
        .containsExactly(node);
  }

  private void beat() {
    nodes.beat(node, UUID.randomUUID());
  }

  /** This node's upkeep, for a node of the test's own, with nothing to keep up but its heart. */
  private RecordingUpkeep upkeepOf(NodeLife heart) {
    RecordingUpkeep mine = new RecordingUpkeep();
    mine.recovery = recovery;
    mine.salvage = salvage;
    mine.orphans = orphans;
    mine.uploads = new UploadRows();
    mine.uploads.ingests = new Ingests();
    mine.uploads.late = new LateRows();
    mine.node = heart;
    mine.executor = executor;
    mine.scheduler = scheduler;
    return mine;
  }

  /** From now on a commit fails that would store what is called by this test's name. */
  private void commitsOf(String table, String column, String how) throws SQLException {
    Rows rows = new Rows(owner);
    rows.change(
        "create function fails_to_commit() returns trigger language plpgsql as $$ begin "
            + how
            + "; return null; end $$");
    rows.change(
        "create constraint trigger fails_to_commit after insert or update on "
            + table
            + " deferrable initially deferred for each row when (new."
            + column
            + " = '"
            + node
            + "') execute function fails_to_commit()");
  }

  private final class Heart extends NodeLife {
    final CountDownLatch missed = new CountDownLatch(2);
    final CountDownLatch beaten = new CountDownLatch(1);

    Heart() {
      this.nodes = FailedCommitIT.this.nodes;
      this.name = node;
    }

    @Override
    synchronized void beat() {
      boolean fine = false;
      try {
        super.beat();
        fine = true;
      } finally {
        (fine ? beaten : missed).countDown();
      }
    }
  }
}
