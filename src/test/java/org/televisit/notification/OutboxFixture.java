package org.televisit.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.notification.Announcement.Listener;
import org.televisit.platform.Language;
import org.televisit.scheduling.AppointmentId;

/** Two people, a real database, a real sender, and a real mail server behind one that is picky. */
abstract class OutboxFixture {

  static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  static final Duration TOMORROW = Duration.ofHours(30);
  static final Actor ADA = new Actor("ada", "Ada", Set.of(Role.CLINIC_ADMIN));

  private static EmbeddedPostgres postgres;
  private static EntityManagerFactory database;

  private final List<OutboxNode> nodes = new ArrayList<>();
  private final AtomicInteger people = new AtomicInteger();
  private final Clock clock = new Now();
  Instant now = NOW;
  GreenMail mail;
  PickySmtp picky;
  OutboxNode node;
  PersonRef anna;
  PersonRef lin;

  private final class Now extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @BeforeAll
  static void startDatabase() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    try (Connection root = postgres.getPostgresDatabase().getConnection();
        Statement statement = root.createStatement()) {
      statement.execute("create role televisit_owner login");
      statement.execute("create role televisit_app login");
      statement.execute("create database televisit owner televisit_owner");
    }
    database =
        Persistence.createEntityManagerFactory(
            "televisit",
            Map.of(
                "jakarta.persistence.transactionType",
                "RESOURCE_LOCAL",
                "jakarta.persistence.nonJtaDataSource",
                postgres.getDatabase("televisit_app", "televisit"),
                "televisit.migration.datasource",
                postgres.getDatabase("televisit_owner", "televisit")));
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    database.close();
    postgres.close();
  }

  @BeforeEach
  void aMailServerAndTwoPeople() throws Exception {
    sql(
        """
        set session_replication_role = replica; -- the trigger that protects the audit trail sleeps
        truncate notification, appointment, patient, practitioner, contact, audit_event cascade
        """);
    mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    picky = new PickySmtp(0, mail.getSmtp().getPort());
    node = node();
    anna = person("patient", Language.ENGLISH, null);
    lin = person("practitioner", Language.CHINESE, ZoneId.of("Asia/Shanghai"));
  }

  @AfterEach
  void stop() throws IOException {
    nodes.forEach(OutboxNode::close);
    picky.close();
    mail.stop();
  }

  OutboxNode node() {
    OutboxNode made = new OutboxNode(database, picky.port(), clock);
    nodes.add(made);
    return made;
  }

  static void sql(String statement) throws SQLException {
    try (Connection connection = postgres.getDatabase("postgres", "televisit").getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private PersonRef person(String table, Language language, @Nullable ZoneId zone)
      throws SQLException {
    String subject = table + people.incrementAndGet();
    UUID id = UUID.randomUUID();
    sql(
        "insert into %s (id, subject, name) values ('%s', '%s', 'X')"
            .formatted(table, id, subject));
    node.reach(subject, new Contact(address(subject), true, language, zone));
    return new PersonRef(id, subject, "X");
  }

  static String address(String subject) {
    return subject + "@televisit.example";
  }

  /** A visit of Anna's with Dr Lin that begins after that time. */
  Announcement visit(Duration ahead) throws SQLException {
    TimeSlot slot = TimeSlot.of(now.plus(ahead), Duration.ofMinutes(20));
    AppointmentId id = AppointmentId.random();
    sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at)
        values ('%s', 0, '%s', '%s', '%s', '%s', 'booked', 'ada', '%s')
        """
            .formatted(id, anna.id(), lin.id(), slot.start(), slot.end(), now));
    return new Announcement(
        id,
        0,
        slot,
        Kind.CONFIRMATION,
        null,
        List.of(new Listener(anna, Role.PATIENT), new Listener(lin, Role.PRACTITIONER)));
  }

  static Announcement again(Announcement before, Kind kind, Duration later) {
    TimeSlot slot = TimeSlot.of(before.slot().start().plus(later), before.slot().length());
    return new Announcement(
        before.appointment(),
        before.sequence() + 1,
        slot,
        kind,
        kind == Kind.CHANGE ? before.slot().start() : null,
        before.listeners());
  }

  List<String> arrived(PersonRef person) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : messages(person)) {
      subjects.add(message.getSubject());
    }
    return subjects;
  }

  List<MimeMessage> messages(PersonRef person) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      if (Arrays.stream(message.getAllRecipients())
          .anyMatch(to -> to.toString().equals(address(person.subject())))) {
        found.add(message);
      }
    }
    return found;
  }

  static List<String> read(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = postgres.getDatabase("postgres", "televisit").getConnection();
        Statement run = connection.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  static List<String> states(PersonRef person) throws SQLException {
    return read(
        """
        select concat_ws(' ', kind, nullif(lead_minutes, 0), state, reason) from notification
        where subject = '%s' order by created_at, sequence, lead_minutes desc, kind
        """
            .formatted(person.subject()));
  }

  static int sentEvents() throws SQLException {
    return read("select id::text from audit_event where action = 'notification.send'").size();
  }
}
