package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.scheduling.AppointmentId;

/** An answer to a wording that is valid until the end of March, for a visit that may be moved. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LapsedAgreementTest {

  private static final Instant ANSWERED = Instant.parse("2026-03-02T12:00:00Z");
  private static final Instant END = Instant.parse("2026-04-01T00:00:00Z");

  private static Consent answer(Provision provision) {
    ConsentForm form =
        ConsentForm.draft(
            new ConsentForm() {
              @Override
              public String getTitle() {
                return "Recording";
              }

              @Override
              public String getText() {
                return "You are asked.";
              }
            },
            2,
            "ada",
            ANSWERED);
    form.endAt(END);
    form.publish("ada", ANSWERED);
    return Consent.answer(
        new Party(AppointmentId.random(), "anna"),
        form,
        Given.self("anna"),
        new Answer(form.getId(), provision, ANSWERED));
  }

  @Test
  void an_agreement_holds_for_a_visit_that_begins_before_the_end_and_for_none_after() {
    Consent agreed = answer(Provision.PERMIT);
    assertThat(agreed.holdsAt(END.minusMillis(1))).isTrue();
    assertThat(agreed.holdsAt(END)).isFalse();
    assertThat(agreed.choice().counts(END.minusMillis(1))).isTrue();
    assertThat(agreed.choice().counts(END)).isFalse();
    assertThat(agreed.choice().lapses(END)).isTrue();
  }

  @Test
  void a_reviewer_is_told_that_it_lapsed_and_when_and_of_no_other_answer() {
    assertThat(answer(Provision.PERMIT).line(END).lapsedWith()).isEqualTo(END.minusMillis(1));
    assertThat(answer(Provision.PERMIT).line(END.minusMillis(1)).lapsedWith()).isNull();
    assertThat(answer(Provision.DENY).line(END).lapsedWith()).isNull();
    Consent ended = answer(Provision.PERMIT);
    ended.end(ANSWERED.plusSeconds(60));
    assertThat(ended.line(END).lapsedWith()).isNull();
  }

  @Test
  void a_refusal_holds_for_ever() {
    Consent refused = answer(Provision.DENY);
    Instant late = END.plus(Duration.ofDays(900));
    assertThat(refused.holdsAt(late)).isTrue();
    assertThat(refused.choice().counts(late)).isTrue();
    assertThat(refused.choice().lapses(late)).isFalse();
  }

  @Test
  void that_a_later_wording_took_its_place_lets_no_agreement_lapse() {
    Consent agreed = answer(Provision.PERMIT);
    agreed.form().supersede(ANSWERED.plusSeconds(60));
    assertThat(agreed.holdsAt(END.minusMillis(1))).isTrue();
  }

  @Test
  void what_has_ended_has_not_lapsed_and_does_not_count() {
    Consent agreed = answer(Provision.PERMIT);
    agreed.end(ANSWERED.plusSeconds(60));
    assertThat(agreed.choice().counts(ANSWERED)).isFalse();
    assertThat(agreed.choice().lapses(END)).isFalse();
  }
}
