package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;

/** Questions and answers through the service, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentServiceIT {

  /** Remembers the news of the deployment under test. */
  @ApplicationScoped
  static class News {
    final Queue<ConsentAnswered> heard = new ConcurrentLinkedQueue<>();
    final Queue<AppointmentId> changed = new ConcurrentLinkedQueue<>();

    void hear(@Observes RecordingRuleChanged event) {
      changed.add(event.appointment());
    }

    Queue<AppointmentId> changed() {
      return changed;
    }

    void hear(@Observes ConsentAnswered event) {
      heard.add(event);
    }

    Queue<ConsentAnswered> heard() {
      return heard;
    }
  }

  private static final Actor ADMIN = new Actor("consent-admin", "Admin", Set.of(Role.CLINIC_ADMIN));

  @Inject ConsentService consents;
  @Inject ReceiptService receipts;
  @Inject RecordingRules rules;
  @Inject ClinicPlaces places;
  @Inject FormService forms;
  @Inject SchedulingService scheduling;
  @Inject People people;
  @Inject News news;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final Actor anna = person(Role.PATIENT);
  private final Actor lin = person(Role.PRACTITIONER);
  private AppointmentId visit = AppointmentId.random();

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisitWith(ConsentServiceIT.class, News.class, Rows.class);
  }

  @BeforeEach
  void book() {
    if (scheduling == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(anna);
    people.signIn(lin);
    Instant soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(500));
    visit =
        scheduling.book(
            ADMIN,
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            TimeSlot.of(soon, Duration.ofMinutes(20)));
  }

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
  void a_minor_cannot_agree_alone_but_can_always_stop_being_recorded() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    for (Purpose purpose : Purpose.values()) {
      assertThatExceptionOfType(MinorCannotAnswerException.class)
          .isThrownBy(() -> consents.answer(anna, visit, form(purpose), Provision.PERMIT));
    }
    assertThat(audited("refused", "consent.answer")).isEqualTo(3);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    consents.withdrawRecording(anna, visit, Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
  }

  @Test
  void a_representative_answers_for_the_minor_and_for_herself() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    List<Asked> asked = consents.asked(mother, visit, Locale.ENGLISH);
    assertThat(asked).extracting(Asked::self).containsExactly(false, true);
    assertThat(asked.get(0).questions()).hasSize(3);
    assertThat(asked.get(1).questions()) // it is not she who is treated
        .extracting(Question::purpose)
        .containsExactly(Purpose.RECORDING, Purpose.ANALYTICS);
    assertThat(consents.asked(anna, visit, Locale.ENGLISH))
        .singleElement()
        .satisfies(about -> assertThat(about.answerable()).isFalse());

    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.TREATMENT), Provision.PERMIT));
    assertThat(consents.permits(visit, anna.subject(), Purpose.TREATMENT)).isTrue();
    assertThat(consents.permits(visit, mother.subject(), Purpose.RECORDING)).isFalse();
    assertThat(consents.ready(scheduling.get(ADMIN, visit), mother.subject())).isFalse();
    consents.answer(mother, visit, form(Purpose.RECORDING), Provision.DENY);
    assertThat(consents.ready(scheduling.get(ADMIN, visit), mother.subject())).isTrue();
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(
            () -> consents.answer(mother, visit, form(Purpose.TREATMENT), Provision.PERMIT));
  }

  @Test
  void one_act_of_a_representative_withdraws_both_recordings() throws SQLException {
    Actor mother = accompany(minor(), "guardian", true);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    consents.answer(mother, visit, form(Purpose.RECORDING), Provision.PERMIT);
    consents.withdrawRecording(mother, visit, Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
    assertThat(consents.permits(visit, mother.subject(), Purpose.RECORDING)).isFalse();
  }

  @Test
  void who_only_comes_along_sees_the_visit_and_answers_for_nobody_else() throws SQLException {
    Actor interpreter = accompany(minor(), "interpreter", false);
    assertThat(
            scheduling.roleIn(scheduling.asParticipant(interpreter, visit), interpreter.subject()))
        .isEqualTo(Role.RELATED_PERSON);
    assertThat(scheduling.coming(interpreter)).extracting(Appointment::getId).contains(visit);
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(
            () ->
                consents.answer(
                    interpreter,
                    visit,
                    new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT)));
    new Rows(database)
        .change("update related_person set until = now() where subject = ?", interpreter.subject());
    assertThatExceptionOfType(NotYourAppointmentException.class)
        .isThrownBy(() -> scheduling.asParticipant(interpreter, visit));
  }

  @Test
  void a_receipt_is_for_who_gave_the_answer_whose_it_is_and_nobody_else() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    UUID answer =
        consents
            .asked(mother, visit, Locale.ENGLISH)
            .get(0)
            .questions()
            .get(1)
            .current()
            .orElseThrow()
            .id();
    for (Actor entitled : List.of(mother, anna)) {
      Receipt receipt = receipts.receipt(entitled, answer, ReceiptService.Format.PDF);
      assertThat(receipt.voice().as().orElseThrow().relationship()).isEqualTo(Relationship.PARENT);
    }
    for (Actor other : List.of(lin, ADMIN, person(Role.PATIENT))) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> receipts.receipt(other, answer, ReceiptService.Format.JSON));
    }
    String entity = "consent/" + answer;
    assertThat(audited("done", "consent.receipt", entity)).isEqualTo(2);
    assertThat(audited("refused", "consent.receipt", entity)).isEqualTo(3);
  }

  @Test
  void the_strictest_rule_of_all_places_decides() throws SQLException {
    assertThat(rules.of(visit)).isEqualTo(rules.at(rules.home()));
    rules.state(anna, visit, anna.subject(), "ES");
    rules.state(lin, visit, lin.subject(), "GB");
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.OWN_CONSENT);
    rules.state(lin, visit, lin.subject(), "US-CA");
    rules.state(lin, visit, lin.subject(), "US-CA"); // the same again is no statement
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(rules.location(visit, lin.subject())).contains("US-CA");
    assertThat(news.changed()).filteredOn(visit::equals).hasSize(3);
    Actor mother = accompany(minor(), "parent", true);
    rules.state(lin, visit, lin.subject(), "GB");
    rules.state(mother, visit, mother.subject(), "DE");
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(audited("done", "attendance.location")).isEqualTo(5);
  }

  @Test
  void where_somebody_is_they_state_themselves_or_who_represents_them() throws SQLException {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rules.state(lin, visit, anna.subject(), "ES"));
    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() -> rules.state(lin, visit, lin.subject(), "XX"));
    Actor mother = accompany(minor(), "parent", true);
    rules.state(mother, visit, anna.subject(), "ES");
    assertThat(rules.location(visit, anna.subject())).contains("ES");
    assertThat(audited("refused", "attendance.location")).isEqualTo(1);
  }

  @Test
  void a_clinic_admin_changes_the_rules_and_visits_under_way_hear_of_it() throws SQLException {
    new Rows(database)
        .change("update appointment set status = 'arrived' where id = ?", visit.value());
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> rules.change(lin, "PT", RecordingRule.PROHIBITED));
    assertThatExceptionOfType(UnknownPlaceException.class)
        .isThrownBy(() -> rules.change(ADMIN, "QQ", RecordingRule.PROHIBITED));
    rules.change(ADMIN, "PT", RecordingRule.PROHIBITED);
    assertThat(rules.at("PT")).isEqualTo(RecordingRule.PROHIBITED);
    rules.change(ADMIN, "PT", RecordingRule.OWN_CONSENT);
    assertThat(rules.at("PT")).isEqualTo(RecordingRule.OWN_CONSENT);
    assertThat(news.changed()).filteredOn(visit::equals).hasSize(2);
    assertThat(audited("done", "recording.rule", "recording-rule/PT")).isGreaterThanOrEqualTo(2);
    assertThat(rules.at("QQ")).as("anywhere else").isEqualTo(RecordingRule.ALL_PARTY);
  }

  @Test
  void a_rule_that_changes_later_changes_nothing_of_what_was_in_force() {
    rules.change(ADMIN, "IT", RecordingRule.PROHIBITED);
    rules.state(lin, visit, lin.subject(), "IT");
    Instant then = Instant.now();
    rules.change(ADMIN, "IT", RecordingRule.OWN_CONSENT);
    NavigableMap<Instant, RecordingRule> history = rules.history(visit);
    assertThat(history.floorEntry(then).getValue()).isEqualTo(RecordingRule.PROHIBITED);
    assertThat(history.firstEntry().getValue()).isEqualTo(rules.at(rules.home()));
    assertThat(history.lastEntry().getValue()).isEqualTo(rules.of(visit));
  }

  @Test
  void a_clinic_that_moves_changes_nothing_of_what_was_in_force_where_it_was() {
    places.note("FR");
    Instant then = Instant.now();
    places.note(rules.home()); // as a start with the configuration of the other tests does
    NavigableMap<Instant, RecordingRule> history = rules.history(visit);
    assertThat(history.floorEntry(then).getValue()).isEqualTo(rules.at("FR"));
    assertThat(history.lastEntry().getValue()).isEqualTo(rules.at(rules.home()));
    assertThat(rules.at("FR")).isNotEqualTo(rules.at(rules.home()));
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

  /** Makes Anna a child. Returns the id of her row. */
  private UUID minor() throws SQLException {
    new Rows(database)
        .change(
            "update patient set birth_date = current_date - interval '9 years' where subject = ?",
            anna.subject());
    return Rows.idOf(anna, people.patients());
  }

  private Actor accompany(UUID patient, String relationship, boolean represents)
      throws SQLException {
    Actor person = person(Role.PATIENT);
    new Rows(database)
        .change(
            """
        insert into related_person (id, subject, name, patient_id, relationship, represents, since)
        values (gen_random_uuid(), ?, 'Somebody', '%s', '%s', %s, now() - interval '1 day')
        """
                .formatted(patient, relationship, represents),
            person.subject());
    return person;
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

  private UUID form(Purpose purpose) {
    return consents.questions(anna, visit, Locale.ENGLISH).stream()
        .filter(question -> question.purpose() == purpose)
        .findFirst()
        .orElseThrow()
        .form()
        .getId();
  }

  private long rows(String condition) throws SQLException {
    return count(
        "select count(*) from consent where appointment_id = ? and " + condition, visit.value());
  }

  private long audited(String outcome, String action) throws SQLException {
    return audited(outcome, action, visit.entity());
  }

  private long audited(String outcome, String action, String entity) throws SQLException {
    return count(
        "select count(*) from audit_event where outcome = '%s' and action = '%s' and entity = ?"
            .formatted(outcome, action),
        entity);
  }

  private long count(String query, Object parameter) throws SQLException {
    return Long.parseLong(new Rows(database).read(query, parameter).get(0));
  }

  private static Actor person(Role role) {
    String subject = "consent-" + UUID.randomUUID();
    return new Actor(subject, "Somebody", Set.of(role));
  }
}
