package org.televisit.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.persistence.EntityManagerFactory;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.MigratedDatabase;
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

  private static EntityManagerFactory database;

  private final List<OutboxNode> nodes = new ArrayList<>();
  Instant now = NOW;
  private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
  GreenMail mail;
  PickySmtp picky;
  OutboxNode node;
  PersonRef anna;
  PersonRef lin;
  PersonRef meyer;

  @BeforeAll
  static void openDatabase() {
    database = MigratedDatabase.application();
  }

  @AfterAll
  static void closeDatabase() {
    database.close();
  }

  @BeforeEach
  void aMailServerAndTwoPeople() throws Exception {
    sql(
        """
        set session_replication_role = replica; -- the trigger that protects the audit trail sleeps
        truncate notification, contact, audit_event
        """);
    mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
    mail.start();
    picky = new PickySmtp(0, mail.getSmtp().getPort());
    node = node();
    anna = person("patient", Language.ENGLISH, null);
    lin = person("practitioner", Language.CHINESE, ZoneId.of("Asia/Shanghai"));
    meyer = person("practitioner", Language.ENGLISH, null);
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
    MigratedDatabase.as("postgres", statement);
  }

  private PersonRef person(String table, Language language, @Nullable ZoneId zone)
      throws SQLException {
    UUID id = UUID.randomUUID();
    String subject = table + "-" + id; // nobody else's, as the database is everybody's
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
    return new Announcement(
        stored(slot, "booked", "null"), 0, null, false, both(Kind.CONFIRMATION, slot));
  }

  /** A time that is kept for Anna, who waits for one. */
  Announcement offer(Duration ahead, Instant until) throws SQLException {
    TimeSlot slot = TimeSlot.of(now.plus(ahead), Duration.ofMinutes(20));
    return new Announcement(
        stored(slot, "pending", "'" + until + "'"),
        0,
        null,
        false,
        List.of(new Listener(anna, Role.PATIENT, Kind.OFFER, slot, until)));
  }

  private AppointmentId stored(TimeSlot slot, String status, String heldUntil) throws SQLException {
    AppointmentId id = AppointmentId.random();
    sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
          booked_by, booked_at, held_until)
        values ('%s', 0, '%s', '%s', '%s', '%s', '%s', 'ada', '%s', %s)
        """
            .formatted(id, anna.id(), lin.id(), slot.start(), slot.end(), status, now, heldUntil));
    return id;
  }

  private List<Listener> both(Kind kind, TimeSlot slot) {
    return List.of(
        Listener.of(anna, Role.PATIENT, kind, slot),
        Listener.of(lin, Role.PRACTITIONER, kind, slot));
  }

  Announcement again(Announcement before, Kind kind, Duration later) {
    TimeSlot slot = before.listeners().get(0).slot();
    return new Announcement(
        before.appointment(),
        before.sequence() + 1,
        kind == Kind.CHANGE ? slot.start() : null,
        false,
        both(kind, TimeSlot.of(slot.start().plus(later), slot.length())));
  }

  /** It is Dr Meyer's from now on. */
  Announcement handedOver(Announcement before, Duration later) throws SQLException {
    TimeSlot slot = before.listeners().get(0).slot();
    TimeSlot then = TimeSlot.of(slot.start().plus(later), slot.length());
    return new Announcement(
        before.appointment(),
        before.sequence() + 1,
        slot.start(),
        true,
        List.of(
            Listener.of(anna, Role.PATIENT, Kind.CHANGE, then),
            Listener.of(meyer, Role.PRACTITIONER, Kind.CONFIRMATION, then),
            Listener.of(lin, Role.PRACTITIONER, Kind.CANCELLATION, slot)));
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
    return MigratedDatabase.query(query);
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
