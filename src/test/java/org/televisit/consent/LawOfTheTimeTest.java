package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.NavigableMap;
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
import org.televisit.identity.Companion;
import org.televisit.identity.People;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** What the law asked at a moment stays what it asked then, whoever accompanies a patient today. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LawOfTheTimeTest {

  private static final Actor ADMIN = new Actor("law-admin", "Admin", Set.of(Role.CLINIC_ADMIN));
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Duration A_DAY = Duration.ofDays(1);

  /** After the laws that come with the schema. */
  private static Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(A_DAY);

  private static WiredClinic clinic;
  private static RecordingRules rules;
  private static SchedulingService scheduling;
  private static People people;

  private final Actor anna = person(Role.PATIENT);
  private final Actor mother = person(Role.PATIENT);
  private final Actor lin = person(Role.PRACTITIONER);
  private AppointmentId visit = AppointmentId.random();

  @BeforeAll
  static void open() throws IOException, SQLException {
    clinic = new WiredClinic(((InstantSource) () -> now).withZone(BERLIN), BERLIN);
    rules = clinic.get(RecordingRules.class);
    scheduling = clinic.get(SchedulingService.class);
    people = clinic.get(People.class);
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
  }

  /** Between what was done before and what is done next. */
  private static Instant moment() {
    Instant between = now.plusSeconds(1);
    now = now.plusSeconds(2);
    return between;
  }

  private static Actor person(Role role) {
    return new Actor("law-" + UUID.randomUUID(), "Somebody", Set.of(role));
  }

  /** Both are where each is asked for themselves only; the clinic is where all must agree. */
  @BeforeEach
  void book() {
    people.signIn(anna);
    people.signIn(mother);
    people.signIn(lin);
    Instant soon = now.plus(Duration.ofDays(500));
    visit =
        scheduling.book(
            ADMIN,
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            TimeSlot.of(soon, Duration.ofMinutes(20)));
    rules.state(anna, visit, anna.subject(), "ES");
    rules.state(lin, visit, lin.subject(), "GB");
  }

  private UUID comesAlong() {
    Companion companion =
        new Companion(Rows.idOf(mother, people.patients()), Relationship.PARENT, false);
    return people.relate(Rows.idOf(anna, people.patients()), companion);
  }

  private RecordingRule then(Instant moment) {
    return rules.history(visit).floorEntry(moment).getValue();
  }

  @Test
  void who_comes_along_later_changes_nothing_of_what_was_in_force() {
    Instant alone = moment();
    comesAlong();
    assertThat(rules.of(visit))
        .as("states nothing: the clinic's")
        .isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(then(alone)).isEqualTo(RecordingRule.OWN_CONSENT);
    NavigableMap<Instant, RecordingRule> history = rules.history(visit);
    assertThat(history.lastEntry().getValue()).isEqualTo(RecordingRule.ALL_PARTY);
  }

  @Test
  void who_comes_along_no_more_changes_nothing_of_what_was_in_force() {
    UUID relation = comesAlong();
    Instant together = moment();
    people.part(relation);
    Instant apart = moment();
    assertThat(rules.of(visit)).isEqualTo(RecordingRule.OWN_CONSENT);
    assertThat(then(together)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(then(apart)).isEqualTo(RecordingRule.OWN_CONSENT);
  }

  @Test
  void what_who_comes_along_no_more_had_stated_counts_for_the_time_together_only() {
    UUID relation = comesAlong();
    rules.state(mother, visit, mother.subject(), "SE");
    Instant together = moment();
    rules.state(mother, visit, mother.subject(), "US-CA");
    Instant strict = moment();
    people.part(relation);
    assertThat(then(together)).isEqualTo(RecordingRule.OWN_CONSENT);
    assertThat(then(strict)).isEqualTo(RecordingRule.ALL_PARTY);
    assertThat(then(moment())).isEqualTo(RecordingRule.OWN_CONSENT);
  }
}
