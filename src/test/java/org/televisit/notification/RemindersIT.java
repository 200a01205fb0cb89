package org.televisit.notification;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Who is told what and when, and what is not worth telling any more. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RemindersIT extends OutboxFixture {

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
  void an_offer_from_the_waiting_list_says_until_when_and_is_told_once() throws Exception {
    Announcement offer = offer(TOMORROW, NOW.plus(Duration.ofHours(2)));
    node.announce(offer);
    assertThat(node.deliver()).isEqualTo(1);
    node.announce(offer);
    assertThat(node.deliver()).isZero();

    assertThat(arrived(anna))
        .containsExactly("A time has become free: Saturday 21 November 2026, 16:00");
    String text = LetterReader.text(messages(anna).get(0));
    assertThat(text)
        .contains("a time for which you wait has become free at Riverside Clinic:")
        .contains("kept for you until Friday 20 November 2026, 12:00 (Central European")
        .contains("https://clinic.example/visit/offer/" + offer.appointment());
    assertThat(LetterReader.calendar(messages(anna).get(0))).isEmpty(); // nothing is agreed
    assertThat(states(anna)).containsExactly("offer sent");
  }

  @Test
  void an_offer_that_is_over_or_given_back_before_it_could_be_told_is_not_told() throws Exception {
    Announcement over = offer(TOMORROW, NOW.plus(Duration.ofHours(2)));
    node.announce(over);
    now = NOW.plus(Duration.ofHours(2)); // nobody was there to send
    assertThat(node.deliver()).isZero();
    assertThat(states(anna)).containsExactly("offer failed late"); // the office may ring

    sql( // as whoever gives back what was held for too long
        """
        update appointment set status = 'cancelled', cancel_reason = 'hold-expired', closed_by = 'x',
          closed_at = now() where id = '%s'
        """
            .formatted(over.appointment()));
    Announcement given = offer(TOMORROW, now.plus(Duration.ofHours(2)));
    node.announce(given);
    node.outbox.withdraw(given.appointment());
    assertThat(node.deliver()).isZero();
    assertThat(states(anna)).containsExactly("offer failed late", "offer dropped superseded");
    assertThat(mail.getReceivedMessages()).isEmpty();
  }

  @Test
  void a_visit_that_is_handed_to_another_doctor_is_told_to_all_three() throws Exception {
    Announcement booked = visit(TOMORROW);
    node.announce(booked);
    node.deliver();
    node.announce(handedOver(booked, Duration.ZERO));
    assertThat(node.deliver()).isEqualTo(3);

    assertThat(arrived(anna).get(1))
        .isEqualTo("Video visit with another doctor: Saturday 21 November 2026, 16:00");
    assertThat(LetterReader.text(messages(anna).get(1)))
        .contains("will be with another doctor. The time stays:", "after signing in")
        .doesNotContain("Before,");
    assertThat(LetterReader.calendar(messages(anna).get(1)))
        .contains("METHOD:REQUEST", "SEQUENCE:1", "UID:" + booked.appointment());
    assertThat(LetterReader.text(messages(lin).get(1))).contains("已转给另一位医生");
    assertThat(LetterReader.calendar(messages(lin).get(1)))
        .contains("METHOD:CANCEL", "SEQUENCE:1", "UID:" + booked.appointment());
    assertThat(LetterReader.text(messages(meyer).get(0))).contains("a video visit with you at");
    assertThat(LetterReader.calendar(messages(meyer).get(0)))
        .contains("METHOD:REQUEST", "SEQUENCE:1", "UID:" + booked.appointment());
    assertThat(states(meyer)).containsExactly("confirmation sent");
  }

  @Test
  void a_visit_that_is_moved_as_well_says_both() throws Exception {
    Announcement booked = visit(TOMORROW);
    node.announce(booked);
    node.deliver();
    node.announce(handedOver(booked, Duration.ofHours(2)));
    node.deliver();

    assertThat(arrived(anna).get(1))
        .isEqualTo("Video visit moved to Saturday 21 November 2026, 18:00");
    assertThat(LetterReader.text(messages(anna).get(1)))
        .contains("Before, it was to begin on Saturday 21 November 2026, 16:00.")
        .contains("Another doctor than before");
    assertThat(arrived(lin).get(1)).endsWith("23:00"); // the time that was hers, in China
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
}
