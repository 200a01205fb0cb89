package org.televisit.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ReviewGrantTest {

  static final Instant TEN = Instant.parse("2026-03-02T10:00:00Z");
  static final AppointmentId VISIT = AppointmentId.random();
  static final Actor OFFICER = new Actor("officer-1", "Olga Officer", Set.of(Role.COMPLIANCE));
  static final Justification WHY =
      Justification.of(PurposeOfUse.HCOMPL, "complaint 4711 of the patient");

  @Nested
  class Once_given {

    final ReviewGrant grant = ReviewGrant.give(OFFICER, VISIT, WHY, TEN);

    @Test
    void opens_the_visit_to_its_reviewer_for_an_hour() {
      Duration hour = Duration.ofMinutes(60);
      assertThat(grant.refuses(OFFICER, VISIT, TEN)).isEmpty();
      assertThat(grant.refuses(OFFICER, VISIT, TEN.plus(hour).minusMillis(1))).isEmpty();
      assertThat(grant.refuses(OFFICER, VISIT, TEN.plus(hour))).contains(Refusal.EXPIRED);
    }

    @Test
    void opens_nothing_to_another_compliance_officer() {
      Actor other = new Actor("officer-2", "Otto Officer", Set.of(Role.COMPLIANCE));
      assertThat(grant.refuses(other, VISIT, TEN)).contains(Refusal.NO_GRANT);
    }

    @Test
    void opens_no_other_visit() {
      assertThat(grant.refuses(OFFICER, AppointmentId.random(), TEN)).contains(Refusal.OTHER_VISIT);
    }

    @Test
    void opens_nothing_once_its_reviewer_has_left_the_office() {
      Actor former = new Actor(OFFICER.subject(), OFFICER.name(), Set.of(Role.PRACTITIONER));
      assertThat(grant.refuses(former, VISIT, TEN)).contains(Refusal.NOT_COMPLIANCE);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Role.class, mode = Mode.EXCLUDE, names = "COMPLIANCE")
  void is_given_to_nobody_of_another_role(Role role) {
    Actor actor = new Actor("somebody", "Somebody", Set.of(role));
    assertRefused(Refusal.NOT_COMPLIANCE, () -> ReviewGrant.give(actor, VISIT, WHY, TEN));
  }

  @Nested
  class The_justification {

    @Test
    void names_a_purpose() {
      assertRefused(Refusal.NO_PURPOSE, () -> Justification.of(null, "a long enough reason"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too short", "         x          ", "\n\t 123456789 \u0000\n"})
    void has_a_reason_of_at_least_ten_characters(String reason) {
      assertRefused(Refusal.NO_REASON, () -> Justification.of(PurposeOfUse.HLEGAL, reason));
    }

    @Test
    void has_a_reason_that_fits() {
      assertThat(reason("x".repeat(1000))).hasSize(1000);
      assertRefused(Refusal.NO_REASON, () -> reason("x".repeat(1001)));
      assertRefused(Refusal.NO_REASON, () -> reason(null));
    }

    @Test
    void counts_characters_as_people_do_and_not_their_halves() {
      assertRefused(Refusal.NO_REASON, () -> reason("𠮷".repeat(9)));
      assertThat(reason("患者要求查看就诊录像")).isEqualTo("患者要求查看就诊录像");
    }

    @Test
    void keeps_no_control_characters() {
      assertThat(reason("complaint\r\n4711\u0000 of May")).isEqualTo("complaint 4711  of May");
    }

    private static String reason(@Nullable String text) {
      return Justification.of(PurposeOfUse.HCOMPL, text).reason();
    }
  }

  private static void assertRefused(Refusal refusal, Runnable deed) {
    assertThatExceptionOfType(ReviewRefusedException.class)
        .isThrownBy(deed::run)
        .returns(refusal, ReviewRefusedException::refusal);
  }
}
