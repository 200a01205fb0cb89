package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.NotYourAppointmentException;

/** Questions and answers through the service, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentServiceIT extends ConsentFixture {

  @Inject FormService forms;

  @Test
  void each_participant_is_asked_three_questions_in_their_language() {
    assertThat(consents.questions(anna, visit, Locale.UK))
        .extracting(Question::purpose)
        .containsExactly(Purpose.TREATMENT, Purpose.RECORDING, Purpose.ANALYTICS);
    assertThat(consents.questions(lin, visit, Locale.SIMPLIFIED_CHINESE))
        .extracting(question -> question.form().getLanguage())
        .containsOnly("zh-CN");
    assertThat(consents.questions(anna, visit, Locale.FRENCH))
        .allMatch(question -> question.current().isEmpty())
        .extracting(question -> question.form().getLanguage())
        .containsOnly("en");
  }

  @Test
  void nobody_answers_for_somebody_else() throws SQLException {
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    assertThat(consents.permits(visit, lin.subject(), Purpose.RECORDING)).isFalse();
    assertThat(consents.permits(visit, anna.subject(), Purpose.TREATMENT)).isFalse();
    for (Actor stranger : List.of(ADMIN, person(Role.PATIENT), person(Role.COMPLIANCE))) {
      assertThatExceptionOfType(NotYourAppointmentException.class)
          .isThrownBy(() -> consents.questions(stranger, visit, Locale.ENGLISH));
      assertThatExceptionOfType(NotYourAppointmentException.class)
          .isThrownBy(
              () -> consents.answer(stranger, visit, form(Purpose.TREATMENT), Provision.PERMIT));
    }
    assertThat(audited("refused", "appointment.read")).isEqualTo(6);
  }

  @Test
  void changing_an_answer_keeps_the_one_before() throws SQLException {
    UUID form = form(Purpose.RECORDING);
    consents.answer(anna, visit, form, Provision.PERMIT);
    consents.answer(anna, visit, form, Provision.PERMIT); // the same again is no answer
    consents.answer(anna, visit, form, Provision.DENY);
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
    assertThat(rows("status = 'inactive' and ended_at is not null")).isEqualTo(1);
    assertThat(rows("status = 'rejected' and ended_at is null")).isEqualTo(1);
    assertThat(audited("done", "consent.answer")).isEqualTo(1);
    assertThat(audited("done", "consent.withdraw")).isEqualTo(1);
    assertThat(news.heard())
        .filteredOn(event -> event.appointment().equals(visit))
        .extracting(ConsentAnswered::provision)
        .containsExactly(Provision.PERMIT, Provision.DENY);
  }

  @Test
  void declining_to_be_recorded_completes_the_answers() {
    consents.answer(anna, visit, form(Purpose.TREATMENT), Provision.PERMIT);
    assertThat(consents.complete(visit, anna.subject())).isFalse();
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.DENY);
    assertThat(consents.complete(visit, anna.subject())).isTrue();
  }

  @Test
  void only_a_published_wording_can_be_answered() {
    assertThatExceptionOfType(FormSupersededException.class)
        .isThrownBy(() -> consents.answer(anna, visit, UUID.randomUUID(), Provision.PERMIT));
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(
            () ->
                consents.answer(
                    anna, AppointmentId.random(), form(Purpose.TREATMENT), Provision.PERMIT));
  }

  @Test
  void withdrawing_the_recording_is_one_act_and_quotes_what_was_agreed_to() throws SQLException {
    consents.withdrawRecording(anna, visit, Saying.at(Instant.now())); // nothing to withdraw
    assertThat(rows("true")).isZero();
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    consents.withdrawRecording(anna, visit, Saying.at(Instant.now()));
    consents.withdrawRecording(anna, visit, Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
    assertThat(rows("true")).isEqualTo(2);
    assertThat(rows("form_id = '" + form(Purpose.RECORDING) + "'")).isEqualTo(2);
    assertThat(audited("done", "consent.withdraw")).isEqualTo(1);
    assertThatExceptionOfType(NotYourAppointmentException.class)
        .isThrownBy(
            () ->
                consents.withdrawRecording(person(Role.PATIENT), visit, Saying.at(Instant.now())));
  }

  @Test
  void a_withdrawal_that_is_told_late_counts_from_when_it_was_said() throws SQLException {
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    Instant said = Instant.now().plusSeconds(1).truncatedTo(ChronoUnit.MILLIS);
    consents.withdrawRecording(anna, visit, Saying.at(said));
    assertThat(consents.history(visit))
        .extracting(ConsentLine::provision, ConsentLine::answeredAt)
        .last()
        .isEqualTo(tuple(Provision.DENY, said));
  }

  @Test
  void a_withdrawal_that_is_told_late_undoes_no_later_agreement() throws SQLException {
    Instant said = Instant.now();
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    consents.withdrawRecording(anna, visit, Saying.at(said));
    consents.witness(
        lin,
        visit,
        new SpokenAnswer(anna.subject(), Purpose.RECORDING, Provision.DENY, Locale.ENGLISH),
        Saying.at(said));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    assertThat(rows("true")).isEqualTo(1);
  }

  @Test
  void what_was_said_while_nobody_could_hear_it_is_dated_by_when_it_was_heard()
      throws SQLException {
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    Instant heard = Instant.now().plusSeconds(60).truncatedTo(ChronoUnit.MILLIS);
    Saying saying = Saying.ago(Duration.ofSeconds(59), heard, Instant.EPOCH);
    consents.withdrawRecording(anna, visit, saying);
    consents.withdrawRecording(anna, visit, saying);
    assertThat(consents.history(visit))
        .extracting(ConsentLine::provision, ConsentLine::answeredAt)
        .last()
        .isEqualTo(tuple(Provision.DENY, heard));
    assertThat(rows("true")).isEqualTo(2);
    assertThat(audited("done", "consent.withdraw")).isEqualTo(1);
  }

  @Test
  void a_refusal_passed_on_again_changes_neither_itself_nor_what_came_after() throws SQLException {
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    SpokenAnswer refusal =
        new SpokenAnswer(anna.subject(), Purpose.RECORDING, Provision.DENY, Locale.ENGLISH);
    Saying saying = Saying.at(Instant.now());
    consents.witness(lin, visit, refusal, saying);
    consents.witness(lin, visit, refusal, saying);
    assertThat(rows("true")).isEqualTo(2);
    assertThat(audited("done", "consent.withdraw")).isEqualTo(1);
    consents.answer(anna, visit, form(Purpose.RECORDING), Provision.PERMIT);
    Instant heard = Instant.now().plusSeconds(60);
    consents.witness(lin, visit, refusal, new Saying(saying.said(), heard));
    consents.withdrawRecording(anna, visit, new Saying(saying.said(), heard));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    assertThat(rows("true")).isEqualTo(3);
  }

  @Test
  void what_was_said_aloud_is_kept_with_its_witness() throws SQLException {
    consents.witness(
        lin,
        visit,
        new SpokenAnswer(
            anna.subject(), Purpose.RECORDING, Provision.PERMIT, Locale.SIMPLIFIED_CHINESE),
        Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    assertThat(rows("how = 'spoken' and language = 'zh-CN' and witness = '" + lin.subject() + "'"))
        .isEqualTo(1);
    assertThat(consents.history(visit))
        .extracting(ConsentLine::how, ConsentLine::by, ConsentLine::witness)
        .containsExactly(tuple(How.SPOKEN, anna.subject(), lin.subject()));
  }

  @Test
  void only_the_visits_doctor_witnesses_and_never_the_own_answer() throws SQLException {
    for (Actor liar : List.of(anna, lin)) {
      SpokenAnswer own =
          new SpokenAnswer(liar.subject(), Purpose.RECORDING, Provision.PERMIT, Locale.ENGLISH);
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> consents.witness(liar, visit, own, Saying.at(Instant.now())));
    }
    Actor other = person(Role.PRACTITIONER);
    SpokenAnswer answer =
        new SpokenAnswer(anna.subject(), Purpose.RECORDING, Provision.PERMIT, Locale.ENGLISH);
    assertThatExceptionOfType(NotYourAppointmentException.class)
        .isThrownBy(() -> consents.witness(other, visit, answer, Saying.at(Instant.now())));
    assertThat(rows("true")).isZero();
    assertThat(audited("refused", "consent.answer")).isEqualTo(2);
  }

  @Test
  void a_new_version_supersedes_and_answers_to_the_one_before_still_count() {
    UUID before = form(Purpose.ANALYTICS);
    consents.answer(anna, visit, before, Provision.PERMIT);
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> forms.begin(lin, Purpose.ANALYTICS));
    int version = forms.begin(ADMIN, Purpose.ANALYTICS);
    FormVersion draft = forms.version(ADMIN, Purpose.ANALYTICS, version);
    forms.rewrite(ADMIN, Purpose.ANALYTICS, words("First " + version, seen(draft), null));
    assertThatExceptionOfType(DraftChangedException.class)
        .isThrownBy(
            () -> forms.rewrite(ADMIN, Purpose.ANALYTICS, words("Second", seen(draft), null)));
    assertThatExceptionOfType(DraftChangedException.class)
        .isThrownBy(() -> forms.publish(ADMIN, Purpose.ANALYTICS, seen(draft)));
    assertThat(form(Purpose.ANALYTICS)).isEqualTo(before); // nobody is asked with a draft

    forms.publish(ADMIN, Purpose.ANALYTICS, seen(forms.version(ADMIN, Purpose.ANALYTICS, version)));
    assertThat(form(Purpose.ANALYTICS)).isNotEqualTo(before);
    assertThat(consents.permits(visit, anna.subject(), Purpose.ANALYTICS)).isTrue();
    assertThatExceptionOfType(FormSupersededException.class)
        .isThrownBy(() -> consents.answer(lin, visit, before, Provision.PERMIT));
    assertThatExceptionOfType(FormPublishedException.class)
        .isThrownBy(() -> forms.publish(ADMIN, Purpose.ANALYTICS, Map.of()));
  }

  @Test
  void a_wording_that_ends_before_the_visit_is_declined_but_not_agreed_to() {
    publish("Short", Instant.now().plus(Duration.ofDays(1)));
    UUID form = form(Purpose.ANALYTICS);
    assertThatExceptionOfType(FormSupersededException.class)
        .isThrownBy(() -> consents.answer(anna, visit, form, Provision.PERMIT));
    consents.answer(anna, visit, form, Provision.DENY);
    assertThat(consents.state(visit, anna.subject()).code(Purpose.ANALYTICS)).isEqualTo("deny");
    assertThatExceptionOfType(FormOverException.class)
        .isThrownBy(() -> publish("Over", Instant.now().minusSeconds(1)));
    publish("Long", null); // goes on with the draft that could not be published
    consents.answer(anna, visit, form(Purpose.ANALYTICS), Provision.PERMIT);
    assertThat(consents.permits(visit, anna.subject(), Purpose.ANALYTICS)).isTrue();
  }

  private void publish(String title, @Nullable Instant end) {
    int version = forms.begin(ADMIN, Purpose.ANALYTICS);
    Map<String, Integer> seen = seen(forms.version(ADMIN, Purpose.ANALYTICS, version));
    forms.rewrite(ADMIN, Purpose.ANALYTICS, words(title, seen, end));
    forms.publish(ADMIN, Purpose.ANALYTICS, seen(forms.version(ADMIN, Purpose.ANALYTICS, version)));
  }

  private static FormDraft words(String title, Map<String, Integer> seen, @Nullable Instant end) {
    Wording wording = new Wording(title, "Text.");
    return new FormDraft(Map.of("en", wording, "zh-CN", wording), seen, end);
  }

  private static Map<String, Integer> seen(FormVersion version) {
    return version.wordings().stream()
        .collect(Collectors.toMap(ConsentForm::getLanguage, ConsentForm::getRevision));
  }

  @Test
  void eight_answers_at_once_leave_one_that_counts() throws Exception {
    UUID form = form(Purpose.RECORDING);
    int tabs = 8;
    CyclicBarrier start = new CyclicBarrier(tabs);
    ExecutorService threads = Executors.newFixedThreadPool(tabs);
    try {
      List<Future<?>> answers = new ArrayList<>();
      for (int i = 0; i < tabs; i++) {
        Provision provision = i % 2 == 0 ? Provision.PERMIT : Provision.DENY;
        answers.add(
            threads.submit(
                () -> {
                  start.await(30, TimeUnit.SECONDS);
                  try {
                    consents.answer(anna, visit, form, provision);
                  } catch (AnsweredMeanwhileException e) {
                    return "refused";
                  }
                  return "taken";
                }));
      }
      for (Future<?> answer : answers) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isIn("taken", "refused");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(rows("ended_at is null")).isEqualTo(1);
  }
}
