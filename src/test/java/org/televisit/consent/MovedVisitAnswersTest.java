package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.Rows;
import org.televisit.WiredClinic;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** Anna agrees to a wording with an end, and then her visit is moved. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MovedVisitAnswersTest {

  private static final Actor ADMIN = new Actor("lapse-admin", "Admin", Set.of(Role.CLINIC_ADMIN));

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** After the wordings that come with the schema. */
  private static Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(86_400);

  private static WiredClinic clinic;
  private static ConsentService consents;
  private static FormService forms;
  private static SchedulingService scheduling;
  private static People people;

  private final Actor anna = person(Role.PATIENT);
  private final Actor lin = person(Role.PRACTITIONER);
  private final TimeSlot slot = TimeSlot.of(now.plus(Duration.ofDays(600)), Duration.ofMinutes(20));
  private AppointmentId visit = AppointmentId.random();

  @BeforeAll
  static void open() throws IOException, SQLException {
    clinic = new WiredClinic(((InstantSource) () -> now).withZone(BERLIN), BERLIN);
    consents = clinic.get(ConsentService.class);
    forms = clinic.get(FormService.class);
    scheduling = clinic.get(SchedulingService.class);
    people = clinic.get(People.class);
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
  }

  private static Actor person(Role role) {
    return new Actor("lapse-" + UUID.randomUUID(), "Somebody", Set.of(role));
  }

  @BeforeEach
  void agree() {
    people.signIn(anna);
    people.signIn(lin);
    visit =
        scheduling.book(
            ADMIN,
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            slot);
    publish(slot.end());
    answer(Provision.PERMIT);
  }

  /** Others ask the same question, of later visits. */
  @AfterEach
  void renew() {
    publish(null);
  }

  private void publish(@Nullable Instant end) {
    now = now.plusSeconds(1);
    int version = forms.begin(ADMIN, Purpose.ANALYTICS);
    Wording wording = new Wording("Lapse", "Text.");
    FormDraft draft =
        new FormDraft(Map.of("en", wording, "zh-CN", wording), revisions(version), end);
    forms.rewrite(ADMIN, Purpose.ANALYTICS, draft);
    forms.publish(ADMIN, Purpose.ANALYTICS, revisions(version));
  }

  private Map<String, Integer> revisions(int version) {
    return forms.version(ADMIN, Purpose.ANALYTICS, version).wordings().stream()
        .collect(Collectors.toMap(ConsentForm::getLanguage, ConsentForm::getRevision));
  }

  private Question question() {
    return consents.questions(anna, visit, Locale.ENGLISH).stream()
        .filter(asked -> asked.purpose() == Purpose.ANALYTICS)
        .findFirst()
        .orElseThrow();
  }

  private void answer(Provision provision) {
    now = now.plusSeconds(1);
    consents.answer(anna, visit, question().form().getId(), provision);
  }

  private void move(Duration by) {
    now = now.plusSeconds(1);
    scheduling.move(
        ADMIN,
        visit,
        scheduling.get(ADMIN, visit).getVersion(),
        TimeSlot.of(slot.start().plus(by), Duration.ofMinutes(20)));
  }

  private boolean permitted() {
    return consents.permits(visit, anna.subject(), Purpose.ANALYTICS);
  }

  @Test
  void an_agreement_counts_no_more_for_a_visit_that_is_moved_to_after_its_wording() {
    assertThat(permitted()).isTrue();
    move(Duration.ofDays(1));
    assertThat(permitted()).isFalse();
    assertThat(consents.state(visit, anna.subject()).code(Purpose.ANALYTICS)).isEqualTo("open");
    assertThat(question().getCode()).isEqualTo("open");
    assertThat(question().lapsed()).isPresent();
    assertThat(question().open()).as("nobody can agree to that text").isFalse();
    assertThat(consents.decisive(visit)).isEmpty();
    assertThat(consents.history(visit)).as("it was given").hasSize(1);
  }

  @Test
  void it_counts_again_for_a_visit_that_is_moved_back() {
    move(Duration.ofDays(1));
    move(Duration.ZERO);
    assertThat(permitted()).isTrue();
    assertThat(question().lapsed()).isEmpty();
    assertThat(consents.decisive(visit)).hasSize(1);
  }

  @Test
  void the_person_answers_anew_to_the_next_wording_and_both_answers_stay() {
    move(Duration.ofDays(1));
    publish(null);
    assertThat(question().open()).isTrue();
    answer(Provision.PERMIT);
    assertThat(permitted()).isTrue();
    assertThat(question().lapsed()).isEmpty();
    assertThat(consents.history(visit)).hasSize(2);
    assertThat(consents.decisive(visit)).hasSize(1);
  }

  @Test
  void a_refusal_is_said_aloud_also_after_the_last_day_of_the_wording() {
    now = slot.end().plusSeconds(60);
    SpokenAnswer refusal =
        new SpokenAnswer(anna.subject(), Purpose.ANALYTICS, Provision.DENY, Locale.ENGLISH);
    SpokenAnswer agreement =
        new SpokenAnswer(anna.subject(), Purpose.ANALYTICS, Provision.PERMIT, Locale.ENGLISH);
    assertThat(consents.witness(lin, visit, refusal, Saying.at(now))).isTrue();
    assertThat(consents.state(visit, anna.subject()).code(Purpose.ANALYTICS)).isEqualTo("deny");
    assertThatExceptionOfType(FormSupersededException.class)
        .isThrownBy(() -> consents.witness(lin, visit, agreement, Saying.at(now)));
  }

  @Test
  void a_refusal_counts_wherever_the_visit_is_moved() {
    answer(Provision.DENY);
    move(Duration.ofDays(1));
    assertThat(consents.state(visit, anna.subject()).code(Purpose.ANALYTICS)).isEqualTo("deny");
    assertThat(consents.decisive(visit))
        .extracting(ConsentLine::provision)
        .isEqualTo(List.of(Provision.DENY));
  }
}
