package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentFormTest {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final Instant LATER = NOON.plus(Duration.ofDays(30));
  static final Wording WORDS = new Wording("Recording", "You are asked.");

  final ConsentForm form = ConsentForm.draft(published(), 2, "ada", NOON);

  private static ConsentForm published() {
    return new ConsentForm() {
      @Override
      public String getTitle() {
        return "Before";
      }

      @Override
      public String getText() {
        return "Words of before.";
      }
    };
  }

  @Nested
  class A_draft {

    @Test
    void begins_with_the_words_of_the_version_before() {
      assertThat(form.getText()).isEqualTo("Words of before.");
      assertThat(form.getVersion()).isEqualTo(2);
      assertThat(form.getStatus()).isEqualTo(FormStatus.DRAFT);
      assertThat(form.getWrittenBy()).isEqualTo("ada");
    }

    @Test
    void carries_the_hash_of_the_words_that_it_has() {
      form.rewrite(new Wording("T", "abc"), "eve", LATER);
      assertThat(form.getSha256()) // the test vector of FIPS 180-2
          .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
      assertThat(form.getWrittenBy()).isEqualTo("eve");
      assertThat(form.getWrittenAt()).isEqualTo(LATER);
    }

    @Test
    void is_in_force_for_nobody() {
      assertThat(form.isInForce(NOON, LATER)).isFalse();
    }

    @Test
    void cannot_be_superseded() {
      assertThatIllegalStateException().isThrownBy(() -> form.supersede(NOON));
    }
  }

  @Nested
  class A_published_wording {

    @Test
    void never_changes() {
      form.rewrite(WORDS, "ada", NOON);
      form.publish("ada", NOON);
      for (Runnable change :
          new Runnable[] {
            () -> form.rewrite(new Wording("x", "y"), "eve", LATER),
            () -> form.endAt(LATER),
            () -> form.publish("eve", LATER)
          }) {
        assertThatExceptionOfType(FormPublishedException.class).isThrownBy(change::run);
      }
      assertThat(form.getText()).isEqualTo("You are asked.");
      assertThat(form.getPublishedBy()).isEqualTo("ada");
    }

    @Test
    void is_in_force_without_end_unless_it_has_one() {
      form.publish("ada", NOON);
      assertThat(form.isInForce(LATER, LATER.plus(Duration.ofDays(9000)))).isTrue();
    }

    @Test
    void is_agreed_to_only_before_its_end_and_for_visits_that_begin_before_it() {
      form.endAt(LATER);
      form.publish("ada", NOON);
      assertThat(form.isInForce(NOON, LATER.minusMillis(1))).isTrue();
      assertThat(form.isInForce(NOON, LATER)).isFalse();
      assertThat(form.isInForce(LATER, LATER.minusMillis(1))).isFalse();
    }

    @Test
    void is_in_force_no_more_once_another_took_its_place() {
      form.publish("ada", NOON);
      form.supersede(LATER);
      assertThat(form.isInForce(LATER, LATER)).isFalse();
      assertThat(form.getSupersededAt()).isEqualTo(LATER);
      assertThatIllegalStateException().isThrownBy(() -> form.supersede(LATER));
    }
  }

  @Test
  void a_wording_is_kept_the_same_whatever_line_ends_a_browser_sends() {
    Wording typed = new Wording(" Title ", "\r\nOne.\r\n\r\nTwo.\r\n");
    assertThat(typed).isEqualTo(new Wording("Title", "One.\n\nTwo."));
  }

  @Test
  void the_stricter_rule_wins_whatever_the_order() {
    assertThat(RecordingRule.ALL_PARTY.stricter(RecordingRule.OWN_CONSENT))
        .isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(RecordingRule.OWN_CONSENT.stricter(RecordingRule.ALL_PARTY))
        .isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(RecordingRule.ALL_PARTY.stricter(RecordingRule.PROHIBITED))
        .isEqualTo(RecordingRule.PROHIBITED);
  }
}
