package org.televisit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.Settings;

/** Arranges visits in the test clinic, and reads what became of them. */
public final class Visits {
  private static final Duration LENGTH = Duration.ofMinutes(20);

  private Visits() {}

  /** A visit of 20 minutes that begins after (or, negative, before) now by this much. */
  public static UUID in(Duration fromNow, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    return in(Stack.settings(), fromNow, patient, practitioner);
  }

  private static UUID in(
      Settings clinic, Duration fromNow, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    UUID id = UUID.randomUUID();
    Instant start = Instant.now().plus(fromNow);
    change(
        clinic,
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
          status, booked_by, booked_at)
        select ?, 0, p.id, d.id, ?, ?, 'booked', ?, now() from patient p, practitioner d
        where p.subject = ? and d.subject = ?
        """,
        id,
        utc(start),
        utc(start.plus(LENGTH)),
        DemoPerson.ADMIN.subject(),
        patient.subject(),
        practitioner.subject());
    return id;
  }

  /** A time that the patient holds for so long from now on. */
  public static UUID held(
      Duration fromNow, Duration still, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    UUID id = UUID.randomUUID();
    Instant start = Instant.now().plus(fromNow);
    change(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
          status, booked_by, booked_at, held_until)
        select ?, 0, p.id, d.id, ?, ?, 'pending', p.subject, now(), ?
        from patient p, practitioner d where p.subject = ? and d.subject = ?
        """,
        id,
        utc(start),
        utc(start.plus(LENGTH)),
        utc(Instant.now().plus(still)),
        patient.subject(),
        practitioner.subject());
    return id;
  }

  /** A visit whose two people have agreed to treatment by video and to being recorded. */
  public static UUID agreed(Duration fromNow, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    return agreed(Stack.settings(), fromNow, patient, practitioner);
  }

  /** The same in another clinic than the one that tests share. */
  public static UUID agreed(
      Settings clinic, Duration fromNow, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    UUID id = in(clinic, fromNow, patient, practitioner);
    for (DemoPerson person : List.of(patient, practitioner)) {
      answer(clinic, id, person, "treatment", "permit");
      answer(clinic, id, person, "recording", "permit");
    }
    return id;
  }

  /** An answer of a participant, to the first English wording. */
  public static void answer(UUID visit, DemoPerson who, String purpose, String provision)
      throws SQLException {
    answer(Stack.settings(), visit, who, purpose, provision);
  }

  private static void answer(
      Settings clinic, UUID visit, DemoPerson who, String purpose, String provision)
      throws SQLException {
    change(
        clinic,
        """
        insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
          provision, status, answered_at, answered_by, how)
        select gen_random_uuid(), ?, ?, purpose, id, sha256, language, ?,
          case ? when 'permit' then 'active' else 'rejected' end, now(), ?, 'page'
        from consent_form where purpose = ? and language = 'en' and version = 1
        """,
        visit,
        who.subject(),
        provision,
        provision,
        who.subject(),
        purpose);
  }

  /** An answer for a minor patient, given by the person who represents them. */
  public static void answerFor(
      UUID visit, DemoPerson patient, DemoPerson by, String purpose, String provision)
      throws SQLException {
    change(
        """
        insert into consent (id, appointment_id, subject, answered_by, related_person_id, purpose,
          form_id, form_sha256, language, provision, status, how, answered_at)
        select gen_random_uuid(), ?, ?, ?, r.id, f.purpose, f.id, f.sha256, f.language, ?,
          case ? when 'permit' then 'active' else 'rejected' end, 'page', now()
        from consent_form f, related_person r
        where f.purpose = ? and f.language = 'en' and f.version = 1 and r.subject = ?
        """,
        visit,
        patient.subject(),
        by.subject(),
        provision,
        provision,
        purpose,
        by.subject());
  }

  /** Somebody who comes with a patient without answering for them. */
  public static void accompany(DemoPerson who, DemoPerson patient, String relationship)
      throws SQLException {
    change(
        """
        insert into related_person (id, subject, name, patient_id, relationship, represents, since)
        select gen_random_uuid(), ?, ?, id, ?, false, now() from patient where subject = ?
        """,
        who.subject(),
        who.fullName(),
        relationship,
        patient.subject());
  }

  /** Both people of a visit have stated to be at a place, whose law then counts. */
  public static void at(UUID visit, String jurisdiction, DemoPerson... people) throws SQLException {
    at(Stack.settings(), visit, jurisdiction, people);
  }

  /** The same in another clinic than the one that tests share. */
  public static void at(Settings clinic, UUID visit, String jurisdiction, DemoPerson... people)
      throws SQLException {
    for (DemoPerson who : people) {
      change(
          clinic,
          """
          insert into attendance_location
            (id, appointment_id, subject, jurisdiction, stated_by, stated_at)
          values (gen_random_uuid(), ?, ?, ?, ?, now())
          """,
          visit,
          who.subject(),
          jurisdiction,
          who.subject());
    }
  }

  /** The first column of each row, as text. */
  public static List<String> read(String query, Object... arguments) throws SQLException {
    return read(Stack.settings(), query, arguments);
  }

  /** The same in another clinic than the one that tests share. */
  public static List<String> read(Settings clinic, String query, Object... arguments)
      throws SQLException {
    try (Connection connection = clinic.connectAsOwner();
        PreparedStatement statement = prepare(connection, query, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<String> values = new ArrayList<>();
      while (rows.next()) {
        values.add(rows.getString(1));
      }
      return values;
    }
  }

  /** What the trail says that this person did or was refused, oldest first: {@code done x.y}. */
  public static List<String> trail(DemoPerson who) throws SQLException {
    return read(
        "select outcome || ' ' || action from audit_event where agent = ? order by id",
        who.subject());
  }

  private static void change(String statement, Object... arguments) throws SQLException {
    change(Stack.settings(), statement, arguments);
  }

  private static void change(Settings clinic, String statement, Object... arguments)
      throws SQLException {
    try (Connection connection = clinic.connectAsOwner();
        PreparedStatement change = prepare(connection, statement, arguments)) {
      change.executeUpdate();
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }

  private static OffsetDateTime utc(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
