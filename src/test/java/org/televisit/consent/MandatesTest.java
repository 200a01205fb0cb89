package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Relation;
import org.televisit.identity.Relationship;
import org.televisit.platform.ClinicInfo;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.SchedulingService;

@DisplayNameGeneration(ReplaceUnderscores.class)
class MandatesTest {

  /** 1 a.m. of 2 March at the clinic, still the evening before in London. */
  static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  private final List<Relation> accompanying = new ArrayList<>();
  private Optional<LocalDate> birth = Optional.of(LocalDate.of(2017, 1, 1));
  private final Mandates mandates = new Mandates();
  private final Appointment visit = ReceiptFixture.byDoctor().visit();

  @BeforeEach
  void arrange() {
    mandates.age = 18;
    mandates.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    mandates.clinic =
        new ClinicInfo() {
          @Override
          public ZoneId getZone() {
            return ZoneId.of("Europe/Berlin");
          }
        };
    mandates.people =
        new People() {
          @Override
          public Optional<LocalDate> birthDate(UUID patient) {
            return birth;
          }
        };
    mandates.scheduling =
        new SchedulingService() {
          @Override
          public List<Relation> accompanying(Appointment of) {
            return accompanying;
          }
        };
  }

  private Relation comes(String subject, Relationship relationship, boolean represents) {
    PersonRef person = new PersonRef(UUID.randomUUID(), subject, subject);
    Relation relation = new Relation(person.id(), person, relationship, represents);
    accompanying.add(relation);
    return relation;
  }

  @ParameterizedTest
  @CsvSource({"2008-03-02, false", "2008-03-03, true", "2026-03-02, true", ", false"})
  void a_minor_is_who_is_not_yet_eighteen_at_the_clinic_today(LocalDate born, boolean minor) {
    birth = Optional.ofNullable(born);
    assertThat(mandates.isMinor(visit, "mia")).isEqualTo(minor);
    assertThat(mandates.isMinor(visit, "lin")).isFalse();
  }

  @Test
  void a_minor_does_not_answer_alone() {
    assertThatExceptionOfType(MinorCannotAnswerException.class)
        .isThrownBy(() -> mandates.given(visit, "mia", "mia"));
  }

  @Test
  void a_parent_answers_for_the_minor_and_for_nobody_else() {
    Relation anna = comes("anna", Relationship.PARENT, true);
    assertThat(mandates.given(visit, "anna", "mia")).contains(Given.as(anna));
    assertThat(mandates.given(visit, "anna", "lin")).isEmpty();
    assertThat(mandates.given(visit, "anna", "anna")).contains(Given.self("anna"));
  }

  @Test
  void who_only_comes_along_does_not_answer_for_the_minor() {
    comes("interpreter", Relationship.INTERPRETER, false);
    assertThat(mandates.given(visit, "interpreter", "mia")).isEmpty();
    assertThat(mandates.given(visit, "lin", "mia")).isEmpty();
  }

  @Test
  void nobody_answers_for_a_grown_up() {
    comes("anna", Relationship.PARENT, true);
    birth = Optional.of(LocalDate.of(2008, 3, 2));
    assertThat(mandates.given(visit, "anna", "mia")).isEmpty();
    assertThat(mandates.given(visit, "mia", "mia")).contains(Given.self("mia"));
  }

  private Given agreedAloud(String subject) {
    return mandates.spoken(visit, subject, Provision.PERMIT, "lin");
  }

  @Test
  void who_refuses_aloud_for_a_minor_need_not_be_known() {
    Given unnamed = Given.self("mia").before("lin");
    assertThat(mandates.spoken(visit, "mia", Provision.DENY, "lin")).isEqualTo(unnamed);
    Relation anna = comes("anna", Relationship.PARENT, true);
    assertThat(mandates.spoken(visit, "mia", Provision.DENY, "lin"))
        .isEqualTo(Given.as(anna).before("lin"));
    comes("father", Relationship.PARENT, true);
    assertThat(mandates.spoken(visit, "mia", Provision.DENY, "lin")).isEqualTo(unnamed);
  }

  @Test
  void aloud_agrees_the_one_who_represents() {
    assertThatExceptionOfType(MinorCannotAnswerException.class)
        .isThrownBy(() -> agreedAloud("mia"));
    Relation anna = comes("anna", Relationship.PARENT, true);
    comes("interpreter", Relationship.INTERPRETER, false);
    assertThat(agreedAloud("mia")).isEqualTo(Given.as(anna).before("lin"));
    assertThat(agreedAloud("anna")).isEqualTo(Given.self("anna").before("lin"));
    comes("father", Relationship.PARENT, true);
    assertThatExceptionOfType(MinorCannotAnswerException.class)
        .isThrownBy(() -> agreedAloud("mia"));
  }
}
