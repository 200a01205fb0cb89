package org.televisit.compliance;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/**
 * A visit of the running clinic that took place, as its rows tell, and whose recordings arrived at
 * the ingest listener as the media server sends them.
 */
public final class RecordedVisit {

  /** A recording's upload, its listener and the sealing together take no longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final UUID id = UUID.randomUUID();
  private final UUID encounter = UUID.randomUUID();
  private final DemoPerson patient;
  private final DemoPerson practitioner;
  private final Instant start;

  private RecordedVisit(DemoPerson patient, DemoPerson practitioner, Instant start) {
    this.patient = patient;
    this.practitioner = practitioner;
    this.start = start;
  }

  /** Twenty minutes from {@code start} on; both have agreed to treatment and recording. */
  public static RecordedVisit between(DemoPerson patient, DemoPerson practitioner, Instant start)
      throws SQLException {
    RecordedVisit visit = new RecordedVisit(patient, practitioner, start);
    visit.write();
    return visit;
  }

  /**
   * A visit of a minute, 40 seconds of which are over, and its certificate: Anna withdraws in
   * second 20 and agrees again in second 30; of the doctor nothing arrives until second 40, and
   * then ten seconds.
   */
  public static RecordedVisit withAHole() throws Exception {
    RecordedVisit visit =
        between(DemoPerson.ANNA, DemoPerson.LIN, Instant.now().minus(Duration.ofSeconds(40)));
    visit.present(DemoPerson.ANNA, Duration.ZERO, Duration.ofMinutes(1));
    visit.present(DemoPerson.LIN, Duration.ZERO, Duration.ofMinutes(1));
    visit.answerRecording(DemoPerson.ANNA, "deny", Duration.ofSeconds(20));
    visit.answerRecording(DemoPerson.ANNA, "permit", Duration.ofSeconds(30));
    visit.record(DemoPerson.ANNA, TinyWebm.ofSeconds(20), Duration.ZERO);
    visit.record(DemoPerson.ANNA, TinyWebm.ofSeconds(25), Duration.ofSeconds(33));
    visit.finish(Duration.ofMinutes(1));
    visit.recordNow(DemoPerson.LIN, TinyWebm.ofSeconds(10));
    visit.awaitCertificate();
    return visit;
  }

  /** The last recording that ends has it certified. */
  void awaitCertificate() throws SQLException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (Visits.read("select id::text from completeness_certificate").isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("not certified within " + PATIENCE);
      }
      Thread.onSpinWait();
    }
  }

  public UUID id() {
    return id;
  }

  private void write() throws SQLException {
    run(
        """
        insert into appointment
          (id, version, patient_id, practitioner_id, starts_at, ends_at, status, booked_by, booked_at)
        select ?, 0, p.id, c.id, ?, ?, 'arrived', 'test', ?
        from patient p, practitioner c where p.subject = ? and c.subject = ?
        """,
        id,
        start,
        start.plus(Duration.ofMinutes(20)),
        start.minus(Duration.ofDays(1)),
        patient.subject(),
        practitioner.subject());
    run(
        """
        insert into encounter
          (id, version, appointment_id, status, opened_at, arrived_at, started_at, node)
        values (?, 0, ?, 'in-progress', ?, ?, ?, 'elsewhere') -- no node ends it but this test
        """,
        encounter,
        id,
        start,
        start,
        start);
    agree(patient);
    agree(practitioner);
  }

  private void agree(DemoPerson person) throws SQLException {
    run(
        """
        insert into consent
          (id, appointment_id, subject, purpose, form_id, form_sha256, language, provision, status,
           answered_at, answered_by, how)
        select gen_random_uuid(), ?, ?, purpose, id, sha256, language, 'permit', 'active', ?, ?, 'page'
        from consent_form where language = 'en' and version = 1
        """,
        id,
        person.subject(),
        start.minus(Duration.ofHours(1)),
        person.subject());
  }

  /**
   * Seals what this person's recorder sent.
   *
   * @param offset when it began, counted from the start of the visit
   */
  public UUID record(DemoPerson person, byte[] webm, Duration offset)
      throws IOException, InterruptedException, SQLException {
    UUID recording = recordNow(person, webm);
    beganThen(recording, start.plus(offset));
    return recording;
  }

  /**
   * What no application may do: a sealed row never changes, unless its owner lays the law aside.
   */
  private static void beganThen(UUID recording, Instant when) throws SQLException {
    try (Connection connection = Stack.owner();
        Statement law = connection.createStatement();
        PreparedStatement change =
            connection.prepareStatement("update recording set started_at = ? where id = ?")) {
      connection.setAutoCommit(false);
      law.execute("alter table recording disable trigger recording_stays_sealed");
      change.setTimestamp(1, Timestamp.from(when));
      change.setObject(2, recording);
      change.executeUpdate();
      law.execute("alter table recording enable trigger recording_stays_sealed");
      connection.commit();
    }
  }

  /** As {@link #record}, and it began when it arrived. */
  public UUID recordNow(DemoPerson person, byte[] webm)
      throws IOException, InterruptedException, SQLException {
    String token = "T".repeat(21) + UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    UUID recording = order(person, token);
    URI ingest = URI.create(Stack.ingest() + "/" + token);
    HttpResponse<Void> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(ingest)
                    .header("Content-Type", "video/webm")
                    .timeout(PATIENCE)
                    .POST(BodyPublishers.ofByteArray(webm))
                    .build(),
                BodyHandlers.discarding());
    if (answer.statusCode() != 204) {
      throw new IllegalStateException("ingest answered " + answer.statusCode());
    }
    return recording;
  }

  /** Notes a recording that was asked for and of which nothing arrived. */
  public UUID order(DemoPerson person, String token) throws SQLException {
    UUID recording = UUID.randomUUID();
    seat(person);
    run(
        """
        insert into recording
          (id, version, appointment_id, seat_id, subject, name, role, stretch, state, token_sha256,
           requested_at)
        select ?, 0, ?, s.id, s.subject, s.name, s.role,
          1 + (select count(*) from recording r where r.seat_id = s.id), 'requested', ?, ?
        from seat s where s.encounter_id = ? and s.subject = ?
        """,
        recording,
        id,
        sha256(token),
        start,
        encounter,
        person.subject());
    return recording;
  }

  private void seat(DemoPerson person) throws SQLException {
    run(
        """
        insert into seat (id, encounter_id, subject, name, role) values (gen_random_uuid(), ?, ?, ?, ?)
        on conflict do nothing
        """,
        encounter,
        person.subject(),
        person.fullName(),
        person.role());
  }

  private void answer(DemoPerson person, String purpose, String provision, Instant at)
      throws SQLException {
    run(
        """
        insert into consent
          (id, appointment_id, subject, purpose, form_id, form_sha256, language, provision, status,
           answered_at, answered_by, how)
        select gen_random_uuid(), ?, ?, purpose, id, sha256, language, ?,
          case ? when 'permit' then 'active' else 'rejected' end, ?, ?, 'page'
        from consent_form where language = 'en' and version = 1 and purpose = ?
        """,
        id,
        person.subject(),
        provision,
        provision,
        at,
        person.subject(),
        purpose);
  }

  /** Gives up a recording that was ordered. */
  public void fail(UUID recording, String failure) throws SQLException {
    run(
        "update recording set state = 'failed', token_sha256 = null, failure = ? where id = ?",
        failure,
        recording);
  }

  /** Somebody was let in and connected, counted from the start of the visit. */
  public void present(DemoPerson person, Duration from, Duration to) throws SQLException {
    seat(person);
    run(
        "update seat set admitted_at = ? where encounter_id = ? and subject = ?",
        start,
        encounter,
        person.subject());
    run(
        """
        insert into presence (seat_id, joined_at, left_at, reason)
        select id, ?, ?, 'left' from seat where encounter_id = ? and subject = ?
        """,
        start.plus(from),
        start.plus(to),
        encounter,
        person.subject());
  }

  /** The visit is over, counted from its start. */
  public void finish(Duration length) throws SQLException {
    run(
        "update encounter set status = 'finished', ended_at = ? where id = ?",
        start.plus(length),
        encounter);
    run("update appointment set status = 'fulfilled' where id = ?", id);
  }

  /** The person changes their mind about being recorded, counted from the start of the visit. */
  public void answerRecording(DemoPerson person, String provision, Duration at)
      throws SQLException {
    run(
        """
        update consent set status = 'inactive', ended_at = ?
        where appointment_id = ? and subject = ? and purpose = 'recording' and ended_at is null
        """,
        start.plus(at),
        id,
        person.subject());
    answer(person, "recording", provision, start.plus(at));
  }

  /** A certificate of completeness that nobody signed. */
  public UUID certify(String body) throws SQLException {
    UUID certificate = UUID.randomUUID();
    run(
        """
        insert into completeness_certificate (id, appointment_id, number, complete, gap_ms, body, sha256,
          signature, key_id, public_key, issued_at)
        values (?, ?, 1, true, 0, ?, encode(sha256(convert_to(?, 'UTF8')), 'hex'), '\\x00', repeat('0', 64),
          'none', now())
        """,
        certificate,
        id,
        body,
        body);
    return certificate;
  }

  public void hold(String caseNumber, String reason) throws SQLException {
    run(
        """
        insert into legal_hold (id, appointment_id, case_number, reason, set_by, set_at)
        values (gen_random_uuid(), ?, ?, ?, ?, ?)
        """,
        id,
        caseNumber,
        reason,
        DemoPerson.COMPLIANCE.subject(),
        start);
  }

  /** The person asks that their recordings be deleted. */
  public void ask(DemoPerson person) throws SQLException {
    run(
        """
        insert into erasure_request (id, appointment_id, subject, asked_at, entered_by)
        values (gen_random_uuid(), ?, ?, ?, ?)
        """,
        id,
        person.subject(),
        start,
        DemoPerson.COMPLIANCE.subject());
  }

  /** A grant for this visit, given an hour before its end. */
  public UUID grant(DemoPerson reviewer, Instant end) throws SQLException {
    UUID grant = UUID.randomUUID();
    run(
        """
        insert into review_grant
          (id, appointment_id, reviewer, purpose, reason, granted_at, expires_at)
        values (?, ?, ?, 'HCOMPL', 'complaint 4711 of May', ?, ?)
        """,
        grant,
        id,
        reviewer.subject(),
        end.minus(Duration.ofHours(1)),
        end);
    return grant;
  }

  private static void run(String sql, Object... values) throws SQLException {
    try (Connection connection = Stack.owner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        Object value = values[i];
        statement.setObject(i + 1, value instanceof Instant time ? Timestamp.from(time) : value);
      }
      statement.executeUpdate();
    }
  }

  private static String sha256(String token) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(token.getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
