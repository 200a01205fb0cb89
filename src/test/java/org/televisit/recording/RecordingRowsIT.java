package org.televisit.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.compliance.TinyWebm;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.Fingerprint;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

/**
 * How a recording begins, and what becomes of it when its node dies: on the real database, with
 * real files.
 */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingRowsIT {

  @Inject RecordingRegister register;
  @Inject RecordingUpkeep upkeep;
  @Inject Nodes nodes;
  @Inject Vault vault;
  @Inject People people;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final Actor anna = person("Anna", Role.PATIENT);
  private final Actor lin = person("Lin", Role.PRACTITIONER);
  private AppointmentId visit = AppointmentId.random();
  private UUID annasSeat = UUID.randomUUID();
  private UUID linsSeat = UUID.randomUUID();

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisitWith(RecordingRowsIT.class, Rows.class, TinyWebm.class);
  }

  private static Actor person(String name, Role role) {
    return new Actor("rows-" + UUID.randomUUID(), name, Set.of(role));
  }

  @BeforeEach
  void aVisitInProgress() throws SQLException {
    if (people == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(anna);
    people.signIn(lin);
    visit = AppointmentId.random();
    Instant begins = Instant.now().plus(Duration.ofDays(4000));
    rows()
        .change(
            """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at) values (?, 0, ?, ?, ?, ?, 'arrived', 'test', now())
        """,
            visit.value(),
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            begins,
            begins.plusSeconds(600));
    UUID encounter = UUID.randomUUID();
    rows()
        .change(
            """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at, started_at)
        values (?, 0, ?, 'in-progress', now(), now(), now())
        """,
            encounter,
            visit.value());
    annasSeat = seat(encounter, anna, "patient");
    linsSeat = seat(encounter, lin, "practitioner");
    answers(anna, "permit");
    answers(lin, "permit");
  }

  private UUID seat(UUID encounter, Actor who, String role) throws SQLException {
    UUID seat = UUID.randomUUID();
    rows()
        .change(
            """
        insert into seat (id, encounter_id, subject, name, role, admitted_at)
        values (?, ?, ?, ?, ?, now())
        """,
            seat,
            encounter,
            who.subject(),
            who.name(),
            role);
    return seat;
  }

  private static final String ENDS =
      """
      update consent set status = 'inactive', ended_at = now()
      where appointment_id = ? and subject = ? and status <> 'inactive' and purpose = 'recording'
      """;

  private static final String SAYS =
      """
      insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
        provision, status, answered_at, answered_by, how)
      select gen_random_uuid(), ?, ?, purpose, id, sha256, language, ?,
        case ? when 'permit' then 'active' else 'rejected' end, now(), ?, 'page'
      from consent_form where purpose = 'recording' and language = 'en' and status = 'published'
      """;

  private void answers(Actor who, String provision) throws SQLException {
    try (Connection connection = database.getConnection()) {
      answers(connection, who, provision);
    }
  }

  private void answers(Connection in, Actor who, String provision) throws SQLException {
    Rows.change(in, ENDS, visit.value(), who.subject());
    Rows.change(in, SAYS, visit.value(), who.subject(), provision, provision, who.subject());
  }

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

  private Company both() {
    return new Company(
        true,
        anna.subject(),
        List.of(
            new Company.Member(annasSeat, anna.subject(), Role.PATIENT),
            new Company.Member(linsSeat, lin.subject(), Role.PRACTITIONER)));
  }

  private RecordingId begins(Company company) {
    RecordedSeat whose = new RecordedSeat(visit, annasSeat, anna.subject(), "Anna", Role.PATIENT);
    return register.begin(whose, company, Capture.CAMERA, IngestToken.random());
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

  private static Instant old() {
    return Instant.now().minusSeconds(600);
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

  private String state(RecordingId id) throws SQLException {
    return one("select state from recording where id = ?", id);
  }

  private String one(String sql, RecordingId id) throws SQLException {
    return rows().read(sql, id.value()).get(0);
  }

  private Rows rows() {
    return new Rows(database);
  }
}
