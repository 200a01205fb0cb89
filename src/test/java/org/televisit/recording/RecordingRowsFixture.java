package org.televisit.recording;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.media.Capture;
import org.televisit.scheduling.AppointmentId;

/** A visit in progress whose people have agreed to be recorded, in the container. */
abstract class RecordingRowsFixture {

  @Inject RecordingRegister register;
  @Inject People people;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  final Actor anna = person("Anna", Role.PATIENT);
  final Actor lin = person("Lin", Role.PRACTITIONER);
  AppointmentId visit = AppointmentId.random();
  UUID annasSeat = UUID.randomUUID();
  UUID linsSeat = UUID.randomUUID();

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  static Actor person(String name, Role role) {
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

  UUID seat(UUID encounter, Actor who, String role) throws SQLException {
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

  static final String ENDS =
      """
      update consent set status = 'inactive', ended_at = now()
      where appointment_id = ? and subject = ? and status <> 'inactive' and purpose = 'recording'
      """;

  static final String SAYS =
      """
      insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
        provision, status, answered_at, answered_by, how)
      select gen_random_uuid(), ?, ?, purpose, id, sha256, language, ?,
        case ? when 'permit' then 'active' else 'rejected' end, now(), ?, 'page'
      from consent_form where purpose = 'recording' and language = 'en' and status = 'published'
      """;

  void answers(Actor who, String provision) throws SQLException {
    try (Connection connection = database.getConnection()) {
      answers(connection, who, provision);
    }
  }

  void answers(Connection in, Actor who, String provision) throws SQLException {
    Rows.change(in, ENDS, visit.value(), who.subject());
    Rows.change(in, SAYS, visit.value(), who.subject(), provision, provision, who.subject());
  }

  Company both() {
    return new Company(
        true,
        anna.subject(),
        List.of(
            new Company.Member(annasSeat, anna.subject(), Role.PATIENT),
            new Company.Member(linsSeat, lin.subject(), Role.PRACTITIONER)));
  }

  RecordingId begins(Company company) {
    RecordedSeat whose = new RecordedSeat(visit, annasSeat, anna.subject(), "Anna", Role.PATIENT);
    return register.begin(whose, company, Capture.CAMERA, IngestToken.random());
  }

  static Instant old() {
    return Instant.now().minusSeconds(600);
  }

  String state(RecordingId id) throws SQLException {
    return one("select state from recording where id = ?", id);
  }

  String one(String sql, RecordingId id) throws SQLException {
    return rows().read(sql, id.value()).get(0);
  }

  Rows rows() {
    return new Rows(database);
  }
}
