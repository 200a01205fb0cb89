package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
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
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.recording.RecordingErasure;
import org.televisit.recording.RecordingHeldException;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingService;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.SigningKey;
import org.televisit.vault.Vault;

/** Destruction and what stands against it, on the real database and with real sealed files. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionIT {

  private static final Actor CARLA = new Actor("retention-carla", "Carla", Set.of(Role.COMPLIANCE));
  private static final String WHY = "complaint 4711 is pending";

  /** So long after the epoch that no other test's recordings are looked at before. */
  private static final Duration EARLY = Duration.ofDays(10);

  @Inject RetentionDay retention;
  @Inject HoldService holds;
  @Inject ErasureService erasures;
  @Inject Eraser eraser;
  @Inject Interrupted interrupted;

  @Inject
  @ConfigProperty(name = "televisit.recording.key-directory")
  String keys;

  @Inject RecordingErasure recordings;
  @Inject RecordingService service;
  @Inject RetentionService policies;
  @Inject People people;
  @Inject Vault vault;
  @Inject SigningKey key;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final Actor anna = person("Anna", Role.PATIENT);
  private final Actor lin = person("Lin", Role.PRACTITIONER);
  private AppointmentId visit = AppointmentId.random();
  private UUID seat = UUID.randomUUID();
  private Instant began = Instant.EPOCH;

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisitWith(RetentionIT.class, Rows.class);
  }

  private static Actor person(String name, Role role) {
    return new Actor("retention-" + UUID.randomUUID(), name, Set.of(role));
  }

  @BeforeEach
  void aVisitLongAgo() throws SQLException {
    if (people == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(anna);
    people.signIn(lin);
    visit = AppointmentId.random();
    seat = UUID.randomUUID();
    began = Instant.EPOCH.plus(EARLY).plusSeconds(ThreadLocalRandom.current().nextInt(3_000_000));
    UUID encounter = UUID.randomUUID();
    rows()
        .change(
            """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at) values (?, 0, ?, ?, ?, ?, 'fulfilled', 'test', ?)
        """,
            visit.value(),
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            began,
            began.plusSeconds(600),
            began);
    rows()
        .change(
            """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at, started_at,
          ended_at) values (?, 0, ?, 'finished', ?, ?, ?, ?)
        """,
            encounter,
            visit.value(),
            began,
            began,
            began,
            began.plusSeconds(600));
    rows()
        .change(
            "insert into seat (id, encounter_id, subject, name, role) values (?, ?, ?, 'Anna',"
                + " 'patient')",
            seat,
            encounter,
            anna.subject());
  }

  /** A sealed recording of some bytes, which nobody will play. */
  private RecordingId sealed() throws IOException, SQLException {
    UUID id = UUID.randomUUID();
    Sealed file;
    try (SealedWriter writer = vault.create(id)) {
      byte[] secret = new byte[10_000];
      Arrays.fill(secret, (byte) 'x');
      writer.write(secret, 0, secret.length);
      file = writer.finish(FinishReason.COMPLETE);
    }
    rows()
        .change(
            """
        insert into recording (id, version, appointment_id, seat_id, subject, name, role, stretch, state,
          requested_at, started_at, ended_at, length_bytes, sha256, duration_ms)
        select ?, 0, ?, ?, ?, 'Anna', 'patient', 1 + count(*), 'sealed', ?, ?, ?, ?, ?, 600000
        from recording where seat_id = ?
        """,
            id,
            visit.value(),
            seat,
            anna.subject(),
            began,
            began,
            began.plusSeconds(600),
            file.fingerprint().length(),
            file.fingerprint().sha256(),
            seat);
    return new RecordingId(id);
  }

  private Rows rows() {
    return new Rows(database);
  }

  private Path inKeys(RecordingId id, String kind) {
    String name = id.toString();
    return Path.of(keys).resolve(name.substring(name.length() - 2)).resolve(name + kind);
  }

  /** A day on which everything of 1970 is long overdue, and that nobody else takes. */
  private static LocalDate someDay() {
    return LocalDate.of(1990, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(10_000));
  }

  private List<String> audited(RecordingId recording) throws SQLException {
    return rows()
        .read(
            "select action from audit_event where entity = ? and agent = 'system:retention' order by"
                + " id",
            recording.entity());
  }

  private boolean isErased(RecordingId recording) throws SQLException {
    return !rows()
        .read(
            "select id::text from recording where id = ? and erased_at is not null",
            recording.value())
        .isEmpty();
  }

  @Test
  void what_a_restored_backup_of_the_keys_brings_back_is_destroyed_again() throws Exception {
    RecordingId due = sealed();
    byte[] backup = Files.readAllBytes(inKeys(due, ".key"));
    retention.once(someDay());
    Files.delete(inKeys(due, ".shredded"));
    Files.write(inKeys(due, ".key"), backup);
    assertThat(vault.isShredded(due.value())).isFalse();

    interrupted.destroyRevived(); // as at every start

    assertThat(vault.isShredded(due.value())).isTrue();
    assertThat(inKeys(due, ".key")).doesNotExist();
    assertThat(audited(due))
        .containsExactly("recording.erase", "recording.destroy", "recording.destroy-again");
    interrupted.destroyRevived();
    assertThat(audited(due)).hasSize(3);
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void what_is_due_is_destroyed_certified_and_audited_once() throws Exception {
    RecordingId due = sealed();

    assertThat(retention.once(someDay())).isTrue();

    assertThat(isErased(due)).isTrue();
    assertThat(vault.isShredded(due.value())).isTrue();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.open(due));
    assertThat(audited(due)).containsExactly("recording.erase", "recording.destroy");
    DeletionCertificate certificate = erasures.certificates(visit).get(0);
    assertThat(certificate.getText().isSignedBy(key)).isTrue();
    assertThat(certificate.getText().body())
        .contains("\"recording\":\"" + due + "\"")
        .contains("\"lengthBytes\":10000")
        .contains("\"under\":\"policy/")
        .contains("\"sha256\":\"");

    assertThat(retention.once(someDay().plusYears(40))).isTrue();
    assertThat(erasures.certificates(visit)).hasSize(1);
    assertThat(audited(due)).hasSize(2);
  }

  @Test
  void a_day_is_looked_after_once() {
    LocalDate day = someDay().plusYears(100);

    assertThat(retention.once(day)).isTrue();
    assertThat(retention.once(day)).isFalse();
  }

  @Test
  void a_hold_beats_retention_until_it_is_released() throws Exception {
    RecordingId due = sealed();
    holds.hold(CARLA, visit, "AZ 12/30", WHY);

    retention.once(someDay());
    assertThat(isErased(due)).isFalse();
    assertThat(vault.isShredded(due.value())).isFalse();

    holds.release(
        CARLA,
        holds.all(CARLA).stream()
            .filter(h -> h.getAppointment().equals(visit))
            .findFirst()
            .orElseThrow()
            .getId(),
        "the complaint was settled");
    retention.once(someDay().plusYears(50));
    assertThat(isErased(due)).isTrue();
  }

  @Test
  void a_hold_beats_a_request_and_the_refusal_is_audited() throws Exception {
    RecordingId asked = sealed();
    erasures.ask(CARLA, visit, anna.subject());
    holds.hold(CARLA, visit, "AZ 13/30", WHY);
    UUID request = request();

    assertThatExceptionOfType(RetentionRefusedException.class)
        .isThrownBy(() -> erasures.decide(CARLA, request, true, "the patient may have that"))
        .satisfies(e -> assertThat(e.why()).isEqualTo(RetentionRefusedException.Why.HELD));
    assertThat(isErased(asked)).isFalse();
    assertThat(
            rows()
                .read(
                    "select action from audit_event where entity = ? and outcome = 'refused'",
                    "request/" + request))
        .containsExactly("erasure.grant");

    erasures.decide(CARLA, request, false, "a legal hold stands against it");
    assertThat(isErased(asked)).isFalse();
  }

  @Test
  void a_request_that_is_granted_is_carried_out_at_once() throws Exception {
    RecordingId first = sealed();
    RecordingId second = sealed();
    erasures.ask(CARLA, visit, anna.subject());

    erasures.decide(CARLA, request(), true, "nothing stands against it");

    assertThat(isErased(first)).isTrue();
    assertThat(isErased(second)).isTrue();
    assertThat(erasures.certificates(visit))
        .hasSize(2)
        .allMatch(c -> c.getText().body().contains("\"under\":\"request/"))
        .allMatch(c -> c.getText().body().contains("nothing stands against it"));
  }

  private UUID request() {
    return erasures.all(CARLA).stream()
        .filter(r -> r.getAppointment().equals(visit))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  @Test
  void what_a_crash_interrupted_after_the_decision_is_finished_by_the_next_run() throws Exception {
    RecordingId decided = sealed();
    eraser.decide(decided, visit, policy());

    assertThat(isErased(decided)).isFalse();
    retention.once(someDay());

    assertThat(isErased(decided)).isTrue();
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void what_a_crash_interrupted_after_the_key_was_destroyed_is_put_on_record() throws Exception {
    RecordingId destroyed = sealed();
    eraser.decide(destroyed, visit, policy());
    vault.shred(destroyed.value());

    holds.hold(CARLA, visit, "AZ 14/30", WHY); // even a hold that comes first finds it said

    assertThat(isErased(destroyed)).isTrue();
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void a_hold_calls_off_what_was_decided_and_not_yet_done() throws Exception {
    RecordingId decided = sealed();
    eraser.decide(decided, visit, policy());
    holds.hold(CARLA, visit, "AZ 15/30", WHY);

    retention.once(someDay());

    assertThat(isErased(decided)).isFalse();
    assertThat(vault.isShredded(decided.value())).isFalse();
    assertThatExceptionOfType(RecordingHeldException.class)
        .isThrownBy(() -> eraser.decide(decided, visit, policy()));
  }

  @Test
  void two_nodes_destroy_each_recording_once() throws Exception {
    List<RecordingId> due = List.of(sealed(), sealed(), sealed());
    LocalDate day = someDay().plusYears(200);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (int node = 0; node < 2; node++) {
        outcomes.add(
            nodes.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return retention.once(day);
                }));
      }
      List<Boolean> ran = new ArrayList<>();
      for (Future<Boolean> outcome : outcomes) {
        ran.add(outcome.get(60, TimeUnit.SECONDS));
      }
      assertThat(ran).containsExactlyInAnyOrder(true, false);
    } finally {
      nodes.shutdownNow();
    }
    for (RecordingId recording : due) {
      assertThat(isErased(recording)).isTrue();
      assertThat(audited(recording)).containsExactly("recording.erase", "recording.destroy");
    }
  }

  /** Any order of holds, releases, decisions and runs: nothing under hold is ever destroyed. */
  @Test
  void nothing_under_hold_is_ever_destroyed_whatever_happens_in_which_order() throws Exception {
    for (int story = 0; story < 15; story++) {
      RecordingId recording = sealed();
      List<String> told = new ArrayList<>();
      boolean held = false;
      for (int step = 0; step < 8; step++) {
        boolean before = vault.isShredded(recording.value());
        boolean heldBefore = held;
        int deed = ThreadLocalRandom.current().nextInt(4);
        held = act(deed, recording, held, told);
        boolean after = vault.isShredded(recording.value());
        assertThat(heldBefore && after && !before).as("destroyed under hold: %s", told).isFalse();
        assertThat(isErased(recording)).as("said what is so: %s", told).isEqualTo(after);
      }
      if (held) {
        releaseAll();
      }
    }
  }

  private boolean act(int deed, RecordingId recording, boolean held, List<String> told)
      throws SQLException {
    switch (deed) {
      case 0 -> {
        if (!held) {
          holds.hold(CARLA, visit, "case " + UUID.randomUUID(), WHY);
        }
        told.add("hold, held");
        return true;
      }
      case 1 -> {
        releaseAll();
        told.add("release");
        return false;
      }
      case 2 -> {
        try {
          eraser.decide(recording, visit, policy());
        } catch (RecordingHeldException e) {
          assertThat(held).isTrue();
        }
        told.add("decide" + (held ? ", held" : ""));
        return held;
      }
      default -> {
        eraser.destroy(recording);
        told.add("destroy" + (held ? ", held" : ""));
        return held;
      }
    }
  }

  private void releaseAll() {
    holds.all(CARLA).stream()
        .filter(h -> h.getAppointment().equals(visit) && h.isActive())
        .forEach(h -> holds.release(CARLA, h.getId(), "the case is closed"));
  }

  private String policy() throws SQLException {
    return "policy/"
        + rows()
            .read("select id::text from retention_policy where ended_at is null limit 1")
            .get(0);
  }

  @Test
  void all_of_it_is_for_the_compliance_office() throws Exception {
    sealed();
    for (Actor other : List.of(anna, lin, person("Ada", Role.CLINIC_ADMIN))) {
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> holds.hold(other, visit, "AZ 1", WHY));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> erasures.ask(other, visit, anna.subject()));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> policies.preview(other, LocalDate.of(2030, 1, 1)));
      assertThat(
              rows()
                  .read(
                      "select action from audit_event where agent = ? and outcome = 'refused' order by"
                          + " id",
                      other.subject()))
          .containsExactly("hold.set", "erasure.ask", "retention.read");
    }
  }
}
