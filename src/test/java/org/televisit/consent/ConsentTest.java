package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.scheduling.AppointmentId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentTest {

  static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  static final Party ANNA = new Party(AppointmentId.random(), "anna");

  /** A published wording, which otherwise only the database makes. */
  static final class Wording extends ConsentForm {
    private final UUID id = UUID.randomUUID();

    @Override
    public UUID getId() {
      return id;
    }

    @Override
    public Purpose getPurpose() {
      return Purpose.RECORDING;
    }

    @Override
    public String getLanguage() {
      return "en";
    }

    @Override
    public String getSha256() {
      return "0".repeat(64);
    }
  }

  final Wording form = new Wording();

  Consent answered(Provision provision) {
    return Consent.answer(
        ANNA, form, Given.self("anna"), new Answer(form.getId(), provision, NOON));
  }

  @Nested
  class An_answer {

    @Test
    void quotes_what_was_read_and_says_whose_it_is() {
      Consent consent = answered(Provision.PERMIT);
      assertThat(consent.purpose()).isEqualTo(Purpose.RECORDING);
      assertThat(consent.party()).isEqualTo(ANNA);
      assertThat(consent.answer()).isEqualTo(new Answer(form.getId(), Provision.PERMIT, NOON));
    }

    @Test
    void permits_only_if_it_says_so() {
      assertThat(answered(Provision.PERMIT).permits()).isTrue();
      assertThat(answered(Provision.DENY).permits()).isFalse();
    }

    @Test
    void permits_nothing_any_more_once_it_has_ended() {
      Consent consent = answered(Provision.PERMIT);
      consent.end(NOON.plusSeconds(1));
      assertThat(consent.permits()).isFalse();
    }

    @Test
    void ends_once() {
      Consent consent = answered(Provision.DENY);
      consent.end(NOON);
      assertThatIllegalStateException().isThrownBy(() -> consent.end(NOON));
    }

    @Test
    void is_the_same_only_for_the_same_choice_on_the_same_wording() {
      Consent consent = answered(Provision.PERMIT);
      assertThat(consent.says(new Answer(form.getId(), Provision.PERMIT, NOON.plusSeconds(9))))
          .isTrue();
      assertThat(consent.says(new Answer(form.getId(), Provision.DENY, NOON))).isFalse();
      assertThat(consent.says(new Answer(UUID.randomUUID(), Provision.PERMIT, NOON))).isFalse();
    }
  }

  @Nested
  class Before_a_visit {

    ConsentState state(Map<Purpose, Provision> answers) {
      return new ConsentState(answers);
    }

    @Test
    void nothing_is_permitted_that_was_not_answered() {
      assertThat(ConsentState.OPEN.permits(Purpose.TREATMENT)).isFalse();
      assertThat(ConsentState.OPEN.permits(Purpose.RECORDING)).isFalse();
      assertThat(ConsentState.OPEN.isComplete()).isFalse();
    }

    @Test
    void declining_the_recording_leaves_nothing_to_do() {
      assertThat(
              state(Map.of(Purpose.TREATMENT, Provision.PERMIT, Purpose.RECORDING, Provision.DENY))
                  .isComplete())
          .isTrue();
    }

    @Test
    void declining_the_treatment_does_not() {
      assertThat(
              state(Map.of(Purpose.TREATMENT, Provision.DENY, Purpose.RECORDING, Provision.PERMIT))
                  .isComplete())
          .isFalse();
    }

    @Test
    void one_question_does_not_answer_the_other() {
      ConsentState treatmentOnly = state(Map.of(Purpose.TREATMENT, Provision.PERMIT));
      assertThat(treatmentOnly.permits(Purpose.RECORDING)).isFalse();
      assertThat(treatmentOnly.isComplete()).isFalse();
      assertThat(treatmentOnly.code(Purpose.RECORDING)).isEqualTo("open");
    }
  }
}
