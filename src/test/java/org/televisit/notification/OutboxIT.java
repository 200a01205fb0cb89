package org.televisit.notification;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

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
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.notification.Announcement.Listener;
import org.televisit.platform.Language;
import org.televisit.scheduling.AppointmentId;

/** Messages on a real database, by real senders, to a real mail server that fails in every way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboxIT {

  private static final Instant NOW = Instant.parse("2026-11-20T09:00:00Z");
  private static final Duration TOMORROW = Duration.ofHours(30);
  private static final Actor ADA = new Actor("ada", "Ada", Set.of(Role.CLINIC_ADMIN));

  private static EmbeddedPostgres postgres;
  private static EntityManagerFactory database;

  private final List<OutboxNode> nodes = new ArrayList<>();
  private final AtomicInteger people = new AtomicInteger();
  private final Clock clock = new Now();
  private Instant now = NOW;
  private GreenMail mail;
  private PickySmtp picky;
  private OutboxNode node;
  private PersonRef anna;
  private PersonRef lin;

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

  private OutboxNode node() {
    OutboxNode made = new OutboxNode(database, picky.port(), clock);
    nodes.add(made);
    return made;
  }

  private static void sql(String statement) throws SQLException {
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

  private static String address(String subject) {
    return subject + "@televisit.example";
  }

  /** A visit of Anna's with Dr Lin that begins after that time. */
  private Announcement visit(Duration ahead) throws SQLException {
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

  private static Announcement again(Announcement before, Kind kind, Duration later) {
    TimeSlot slot = TimeSlot.of(before.slot().start().plus(later), before.slot().length());
    return new Announcement(
        before.appointment(),
        before.sequence() + 1,
        slot,
        kind,
        kind == Kind.CHANGE ? before.slot().start() : null,
        before.listeners());
  }

  private List<String> arrived(PersonRef person) throws Exception {
    List<String> subjects = new ArrayList<>();
    for (MimeMessage message : messages(person)) {
      subjects.add(message.getSubject());
    }
    return subjects;
  }

  private List<MimeMessage> messages(PersonRef person) throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    for (MimeMessage message : mail.getReceivedMessages()) {
      if (Arrays.stream(message.getAllRecipients())
          .anyMatch(to -> to.toString().equals(address(person.subject())))) {
        found.add(message);
      }
    }
    return found;
  }

  private static List<String> read(String query) throws SQLException {
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

  private static List<String> states(PersonRef person) throws SQLException {
    return read(
        """
        select concat_ws(' ', kind, nullif(lead_minutes, 0), state, reason) from notification
        where subject = '%s' order by created_at, sequence, lead_minutes desc, kind
        """
            .formatted(person.subject()));
  }

  private static int sentEvents() throws SQLException {
    return read("select id::text from audit_event where action = 'notification.send'").size();
  }

  @Test
  void everybody_is_told_once_in_their_language_by_their_clock() throws Exception {
    node.announce(visit(TOMORROW));

    assertThat(node.deliver()).isEqualTo(2);
    assertThat(node.deliver()).isZero();

    assertThat(arrived(anna)).containsExactly("Video visit: Saturday 21 November 2026, 16:00");
    assertThat(arrived(lin)).containsExactly("视频就诊：2026年11月21日 星期六 23:00");
    String text = LetterReader.text(messages(lin).get(0));
    assertThat(text).contains("23:00–23:20（中国时间）").contains("诊所时间：2026年11月21日 星期六 16:00–16:20");
    assertThat(text).contains("https://clinic.example/visit/link/");
    assertThat(sentEvents()).isEqualTo(2);
  }

  @Test
  void the_same_news_twice_is_one_message() throws Exception {
    Announcement news = visit(TOMORROW);
    node.announce(news);
    node.announce(news); // drops what waits, and has nothing new to say

    node.deliver();

    assertThat(arrived(anna)).hasSizeLessThanOrEqualTo(1);
    assertThat(states(anna)).hasSize(3);
  }

  @Test
  void while_the_mail_server_is_down_everything_waits_and_then_arrives_once() throws Exception {
    int port = picky.port();
    picky.close();
    node.announce(visit(TOMORROW));
    node.announce(visit(TOMORROW.plusHours(1)));

    for (int minute = 0; minute < 90; minute += 2) {
      assertThat(node.deliver()).isZero();
      now = now.plus(Duration.ofMinutes(2));
    }
    assertThat(
            read(
                "select distinct state || ' ' || reason from notification where kind <> 'reminder'"))
        .containsExactly("waiting unreachable");
    assertThat(node.outbox.troubled(ADA)).hasSize(4);

    picky = new PickySmtp(port, mail.getSmtp().getPort());
    assertThat(node.deliver()).isEqualTo(4); // none waits longer for the server's absence
    assertThat(arrived(anna)).hasSize(2);
    assertThat(arrived(lin)).hasSize(2);
    assertThat(node.outbox.troubled(ADA)).isEmpty();
    assertThat(sentEvents()).isEqualTo(4);
  }

  @Test
  void an_address_that_is_refused_stops_nobody_else_and_is_told_to_the_office() throws Exception {
    picky.dislike(address(anna.subject()), "550 5.1.1 no such user");
    node.announce(visit(TOMORROW));

    assertThat(node.deliver()).isEqualTo(1);

    assertThat(arrived(lin)).hasSize(1);
    assertThat(states(anna)).contains("confirmation failed refused");
    assertThat(node.outbox.troubled(ADA)).hasSize(1);
    now = now.plus(Duration.ofHours(2));
    assertThat(node.deliver()).isZero(); // for good

    picky.forgive(address(anna.subject()));
    node.outbox.again(ADA, node.outbox.troubled(ADA).get(0).getId());
    assertThat(node.deliver()).isEqualTo(1);
    assertThat(arrived(anna)).hasSize(1);
    assertThat(read("select detail from audit_event where action = 'notification.resend'"))
        .hasSize(1);
  }

  @Test
  void one_that_is_refused_for_now_is_tried_less_and_less_often_until_it_is_taken()
      throws Exception {
    picky.dislike(address(anna.subject()), "450 4.2.1 greylisted");
    node.announce(visit(TOMORROW));
    List<Integer> triedAfterMinutes = new ArrayList<>();
    int attempts = 0;
    for (int minute = 0; minute < 130; minute++) {
      node.deliver();
      int made = Integer.parseInt(attempts(anna));
      if (made > attempts) {
        triedAfterMinutes.add(minute);
        attempts = made;
      }
      now = now.plus(Duration.ofMinutes(1));
    }

    assertThat(triedAfterMinutes).containsExactly(0, 1, 3, 7, 15, 31, 63, 123);
    assertThat(arrived(lin)).hasSize(1);
    picky.forgive(address(anna.subject()));
    now = now.plus(Duration.ofHours(1));
    node.deliver();
    assertThat(arrived(anna)).hasSize(1);
  }

  private static String attempts(PersonRef person) throws SQLException {
    return read("select attempts::text from notification where kind = 'confirmation' and subject = '%s'"
            .formatted(person.subject()))
        .get(0);
  }

  @Test
  void who_dies_between_sending_and_marking_leaves_a_message_that_mailboxes_know_again()
      throws Exception {
    node.announce(visit(TOMORROW));
    node.dieBeforeMarking();
    assertThatExceptionOfType(OutboxNode.NodeDied.class).isThrownBy(node::deliver);
    OutboxNode restarted = node();

    restarted.deliver(); // the other message; this one may still be in somebody's hands
    assertThat(mail.getReceivedMessages()).hasSize(2);
    assertThat(sentEvents()).isEqualTo(1);

    now = now.plus(Outbox.LEASE);
    assertThat(restarted.deliver()).isEqualTo(1);
    assertThat(restarted.deliver()).isZero();

    assertThat(sentEvents()).isEqualTo(2);
    assertThat(
            read("select id::text from notification where kind <> 'reminder' and state <> 'sent'"))
        .isEmpty();
    Map<String, Long> ids =
        Arrays.stream(mail.getReceivedMessages())
            .collect(toMap(LetterReader::messageId, message -> 1L, Long::sum));
    assertThat(ids.values()).containsExactlyInAnyOrder(1L, 2L);
  }

  @Test
  void a_slow_node_that_was_given_up_does_not_undo_what_another_has_done() throws Exception {
    node.announce(visit(TOMORROW));
    Notification slow = node.outbox.take().orElseThrow().notification();
    now = now.plus(Outbox.LEASE);
    node().deliver();

    node.outbox.deferred(slow, Trouble.DEFERRED);

    assertThat(read("select state from notification where id = '%s'".formatted(slow.getId())))
        .containsExactly("sent");
  }

  @Test
  void two_nodes_send_each_message_once() throws Exception {
    for (int i = 0; i < 20; i++) {
      node.announce(visit(TOMORROW.plusHours(i)));
    }
    List<OutboxNode> both = List.of(node, node());
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    int sent = 0;
    try {
      List<Future<Integer>> outcomes = new ArrayList<>();
      for (OutboxNode each : both) {
        outcomes.add(
            threads.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return each.deliver() + each.deliver();
                }));
      }
      for (Future<Integer> outcome : outcomes) {
        int share = outcome.get(60, TimeUnit.SECONDS);
        assertThat(share).as("both work").isPositive();
        sent += share;
      }
    } finally {
      threads.shutdownNow();
    }
    sent += node.deliver(); // what one of them passed over because the other had it in view

    assertThat(sent).isEqualTo(40);
    assertThat(Arrays.stream(mail.getReceivedMessages()).map(LetterReader::messageId))
        .hasSize(40)
        .doesNotHaveDuplicates();
    assertThat(sentEvents()).isEqualTo(40);
  }

  @Test
  void reminders_come_a_day_and_an_hour_before_and_only_to_the_patient() throws Exception {
    node.announce(visit(TOMORROW));
    node.deliver();

    now = NOW.plus(Duration.ofHours(6)).minusSeconds(1);
    assertThat(node.deliver()).isZero();
    now = NOW.plus(Duration.ofHours(6));
    assertThat(node.deliver()).isEqualTo(1);
    now = NOW.plus(Duration.ofHours(29));
    assertThat(node.deliver()).isEqualTo(1);

    assertThat(arrived(anna)).hasSize(3).filteredOn(s -> s.startsWith("Reminder")).hasSize(2);
    assertThat(arrived(lin)).hasSize(1);
    MimeMessage reminder = messages(anna).get(2);
    assertThat(LetterReader.calendar(reminder)).isEmpty(); // the calendar has it already
  }

  @Test
  void a_visit_that_is_near_has_only_the_reminders_that_are_still_ahead() throws Exception {
    node.announce(visit(Duration.ofHours(3)));
    assertThat(states(anna)).containsExactly("reminder 60 waiting", "confirmation waiting");
  }

  @Test
  void nobody_is_reminded_of_a_time_that_is_not_true_any_more() throws Exception {
    Announcement booked = visit(TOMORROW);
    node.announce(booked);
    node.deliver();
    Announcement moved = again(booked, Kind.CHANGE, Duration.ofHours(48));
    node.announce(moved);
    node.deliver();
    now = NOW.plus(Duration.ofHours(29)); // an hour before the old time
    assertThat(node.deliver()).isZero();

    assertThat(arrived(anna))
        .containsExactly(
            "Video visit: Saturday 21 November 2026, 16:00",
            "Video visit moved to Monday 23 November 2026, 16:00");
    assertThat(LetterReader.calendar(messages(anna).get(1)))
        .contains("METHOD:REQUEST", "SEQUENCE:1", "UID:" + booked.appointment());

    node.announce(again(moved, Kind.CANCELLATION, Duration.ZERO));
    node.deliver();
    now = NOW.plus(Duration.ofDays(4));
    assertThat(node.deliver()).isZero();
    assertThat(arrived(anna)).hasSize(3);
    assertThat(LetterReader.calendar(messages(anna).get(2)))
        .contains("METHOD:CANCEL", "SEQUENCE:2", "UID:" + booked.appointment());
    assertThat(states(anna)).filteredOn(s -> s.endsWith("dropped superseded")).hasSize(4);
  }

  @Test
  void news_that_could_not_be_sent_in_time_give_way_to_newer_ones() throws Exception {
    int port = picky.port();
    picky.close();
    Announcement booked = visit(TOMORROW);
    node.announce(booked);
    node.deliver();
    node.announce(again(booked, Kind.CHANGE, Duration.ofHours(2)));
    picky = new PickySmtp(port, mail.getSmtp().getPort());
    now = now.plus(Duration.ofMinutes(10));
    node.deliver();

    assertThat(arrived(anna)).hasSize(1).first().asString().startsWith("Video visit moved");
  }

  @Test
  void a_reminder_that_is_too_late_is_dropped_and_late_news_are_told_to_the_office()
      throws Exception {
    node.announce(visit(Duration.ofHours(3)));
    now = NOW.plus(Duration.ofHours(4)); // nobody was there to send

    assertThat(node.deliver()).isZero();

    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(states(anna))
        .containsExactly("reminder 60 dropped late", "confirmation failed late");
  }

  @Test
  void who_has_no_confirmed_address_gets_nothing_and_the_office_sees_why() throws Exception {
    node.reach(
        anna.subject(), new Contact("typed@elsewhere.example", false, Language.ENGLISH, null));
    sql("delete from contact where subject = '%s'".formatted(lin.subject()));
    node.announce(visit(TOMORROW));

    assertThat(node.deliver()).isZero();

    assertThat(mail.getReceivedMessages()).isEmpty();
    assertThat(states(anna)).contains("confirmation failed unverified");
    assertThat(states(lin)).containsExactly("confirmation failed no-address");
    assertThat(node.outbox.troubled(ADA)).hasSize(2);
  }

  @Test
  void what_was_sent_stays_sent() throws Exception {
    node.announce(visit(TOMORROW));
    node.deliver();
    UUID sent =
        UUID.fromString(read("select id::text from notification where state = 'sent'").get(0));

    assertThatExceptionOfType(NotResendableException.class)
        .isThrownBy(() -> node.outbox.again(ADA, sent));
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(
            () ->
                sql(
                    "update notification set state = 'waiting', ended_at = null where id = '%s'"
                        .formatted(sent)))
        .withMessageContaining("notification_ends_once");
  }
}
