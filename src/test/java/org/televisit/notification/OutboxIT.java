package org.televisit.notification;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.identity.Contact;
import org.televisit.identity.PersonRef;
import org.televisit.platform.Language;

/** Messages on a real database, by real senders, to a real mail server that fails in every way. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OutboxIT extends OutboxFixture {

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
  void what_only_looks_like_an_address_fails_at_once_and_stops_nobody() throws Exception {
    node.reach(anna.subject(), new Contact("a..b@televisit.example", true, Language.ENGLISH, null));
    node.announce(visit(TOMORROW));

    assertThat(node.deliver()).isEqualTo(1);

    assertThat(states(anna)).contains("confirmation failed refused");
    assertThat(arrived(lin)).hasSize(1);
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
