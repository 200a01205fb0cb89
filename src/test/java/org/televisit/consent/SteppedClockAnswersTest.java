package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
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

/** Anna agrees to be recorded by a clock that is fast, and that is put right afterwards. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SteppedClockAnswersTest {

  private static final Actor ADMIN = new Actor("step-admin", "Admin", Set.of(Role.CLINIC_ADMIN));
  private static final Duration FAST = Duration.ofMinutes(3);

  /** After the wordings that come with the schema. */
  private static Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plusSeconds(86_400);

  private static WiredClinic clinic;
  private static ConsentService consents;
  private static SchedulingService scheduling;
  private static People people;

  private final Actor anna = person(Role.PATIENT);
  private final Actor lin = person(Role.PRACTITIONER);
  private AppointmentId visit = AppointmentId.random();
  private Instant agreed = Instant.MIN;

  @BeforeAll
  static void open() throws IOException, SQLException {
    clinic = new WiredClinic(((InstantSource) () -> now).withZone(ZoneOffset.UTC), ZoneOffset.UTC);
    consents = clinic.get(ConsentService.class);
    scheduling = clinic.get(SchedulingService.class);
    people = clinic.get(People.class);
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
  }

  private static Actor person(Role role) {
    return new Actor("step-" + UUID.randomUUID(), "Somebody", Set.of(role));
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
            TimeSlot.of(now.plus(Duration.ofDays(600)), Duration.ofMinutes(20)));
    answer(Provision.PERMIT);
    agreed = now;
    now = now.minus(FAST).plusSeconds(60);
  }

  private void answer(Provision provision) {
    consents.answer(anna, visit, form(), provision);
  }

  private UUID form() {
    return consents.questions(anna, visit, Locale.ENGLISH).stream()
        .filter(asked -> asked.purpose() == Purpose.RECORDING)
        .findFirst()
        .orElseThrow()
        .form()
        .getId();
  }

  private boolean permitted() {
    return consents.permits(visit, anna.subject(), Purpose.RECORDING);
  }

  private SpokenAnswer spoken(Provision provision) {
    return new SpokenAnswer(anna.subject(), Purpose.RECORDING, provision, Locale.ENGLISH);
  }

  @Test
  void a_withdrawal_in_the_room_counts_and_is_dated_no_earlier_than_what_it_ends() {
    assertThat(consents.withdrawRecording(anna, visit, Saying.at(now))).isEmpty();
    assertThat(permitted()).isFalse();
    assertThat(consents.history(visit))
        .extracting(ConsentLine::provision, ConsentLine::answeredAt, ConsentLine::endedAt)
        .containsExactlyInAnyOrder(
            tuple(Provision.PERMIT, agreed, agreed), tuple(Provision.DENY, agreed, null));
  }

  @Test
  void a_refusal_that_the_doctor_heard_counts() {
    assertThat(consents.witness(lin, visit, spoken(Provision.DENY), Saying.at(now))).isTrue();
    assertThat(permitted()).isFalse();
  }

  @Test
  void a_refusal_on_the_page_counts_and_so_does_the_next_agreement_there() {
    answer(Provision.DENY);
    assertThat(permitted()).isFalse();
    answer(Provision.PERMIT);
    assertThat(permitted()).isTrue();
    assertThat(consents.history(visit)).hasSize(3);
  }

  @Test
  void an_agreement_aloud_undoes_no_refusal_of_which_it_is_not_known_whether_it_came_before() {
    answer(Provision.DENY);
    consents.witness(lin, visit, spoken(Provision.PERMIT), Saying.at(now));
    assertThat(permitted()).isFalse();
  }

  @Test
  void who_withdraws_is_told_of_an_agreement_that_was_given_since() {
    now = now.plus(FAST);
    Saying said = Saying.ago(Duration.ofMinutes(4), now, Instant.EPOCH);
    assertThat(consents.withdrawRecording(anna, visit, said)).containsExactly(anna.subject());
    assertThat(consents.witness(lin, visit, spoken(Provision.DENY), said)).isFalse();
    assertThat(permitted()).isTrue();
  }
}
