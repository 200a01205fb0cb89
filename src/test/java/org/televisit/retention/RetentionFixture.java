package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingId;
import org.televisit.scheduling.AppointmentId;
import org.televisit.vault.FinishReason;
import org.televisit.vault.Sealed;
import org.televisit.vault.SealedWriter;
import org.televisit.vault.Vault;

/** A visit of 1970 and its sealed recordings, in the container and on the real database. */
abstract class RetentionFixture {

  static final Actor CARLA = new Actor("retention-carla", "Carla", Set.of(Role.COMPLIANCE));
  static final String WHY = "complaint 4711 is pending";

  /** So long after the epoch that no other test's recordings are looked at before. */
  static final Duration EARLY = Duration.ofDays(10);

  @Inject RetentionDay retention;
  @Inject HoldService holds;
  @Inject ErasureService erasures;
  @Inject Eraser eraser;
  @Inject People people;
  @Inject Vault vault;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  final Actor anna = person("Anna", Role.PATIENT);
  final Actor lin = person("Lin", Role.PRACTITIONER);
  AppointmentId visit = AppointmentId.random();
  UUID seat = UUID.randomUUID();
  Instant began = Instant.EPOCH;

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  static Actor person(String name, Role role) {
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
  RecordingId sealed() throws IOException, SQLException {
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

  /** A day on which everything of 1970 is long overdue, and that nobody else takes. */
  static LocalDate someDay() {
    return LocalDate.of(1990, 1, 1).plusDays(ThreadLocalRandom.current().nextInt(10_000));
  }

  /** Looks after retention; the application beside this one does so too, and may be at it. */
  void lookAfter(LocalDate day) {
    Instant latest = Instant.now().plusSeconds(30);
    while (!retention.once(day)) {
      assertThat(Instant.now()).as("another node is at it").isBefore(latest);
    }
  }

  UUID request() {
    return erasures.all(CARLA).stream()
        .filter(r -> r.getAppointment().equals(visit))
        .findFirst()
        .orElseThrow()
        .getId();
  }

  String policy() throws SQLException {
    return "policy/"
        + rows()
            .read("select id::text from retention_policy where ended_at is null limit 1")
            .get(0);
  }

  List<String> audited(RecordingId recording) throws SQLException {
    return rows()
        .read(
            "select action from audit_event where entity = ? and agent = 'system:retention' order by"
                + " id",
            recording.entity());
  }

  boolean isErased(RecordingId recording) throws SQLException {
    return !rows()
        .read(
            "select id::text from recording where id = ? and erased_at is not null",
            recording.value())
        .isEmpty();
  }

  Rows rows() {
    return new Rows(database);
  }
}
