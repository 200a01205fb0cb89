package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.NotYourAppointmentException;
import org.televisit.scheduling.SchedulingService;
import org.televisit.scheduling.TimeSlot;

/** Questions and answers through the service, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentServiceIT {

  /** Remembers the news of the deployment under test. */
  @ApplicationScoped
  static class News {
    final Queue<ConsentAnswered> heard = new ConcurrentLinkedQueue<>();

    void hear(@Observes ConsentAnswered event) {
      heard.add(event);
    }

    Queue<ConsentAnswered> heard() {
      return heard;
    }
  }

  private static final Actor ADMIN = new Actor("consent-admin", "Admin", Set.of(Role.CLINIC_ADMIN));

  @Inject ConsentService consents;
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
    return Deployments.televisitWith(ConsentServiceIT.class, News.class);
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
            id(people.patients(), anna),
            id(people.practitioners(), lin),
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
    return count(
        "select count(*) from audit_event where outcome = '%s' and action = '%s' and entity = ?"
            .formatted(outcome, action),
        visit.entity());
  }

  private long count(String query, Object parameter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setObject(1, parameter);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private static Actor person(Role role) {
    String subject = "consent-" + UUID.randomUUID();
    return new Actor(subject, "Somebody", Set.of(role));
  }

  private static UUID id(List<PersonRef> all, Actor actor) {
    return all.stream()
        .filter(person -> person.subject().equals(actor.subject()))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
