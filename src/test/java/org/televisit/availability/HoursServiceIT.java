package org.televisit.availability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;

/** Hours through the services, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoursServiceIT {

  private static final Actor ADMIN = new Actor("hours-admin", "Admin", Set.of(Role.CLINIC_ADMIN));
  private static final Instant FROM = Instant.parse("2031-01-13T00:00:00Z"); // a Monday
  private static final Instant TO = Instant.parse("2031-01-20T00:00:00Z");

  @Inject HoursService hours;
  @Inject ClinicRulesService rules;
  @Inject AvailabilityService availability;
  @Inject People people;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final Actor lin = person(Role.PRACTITIONER);
  private final Actor meyer = person(Role.PRACTITIONER);
  private UUID id = UUID.randomUUID();

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  @BeforeEach
  void signIn() {
    if (people == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(lin);
    people.signIn(meyer);
    id = hours.own(lin).id();
  }

  private static Actor person(Role role) {
    return new Actor("hours-" + UUID.randomUUID(), "Somebody", Set.of(role));
  }

  private static WeeklyHours.Wish tuesday(int from, int until, String... types) {
    return new WeeklyHours.Wish(
        DayOfWeek.TUESDAY,
        LocalTime.of(from, 0),
        LocalTime.of(until, 0),
        LocalDate.of(2030, 1, 1),
        null,
        Set.of(types));
  }

  private List<String> open(String type) {
    return availability.open(id, type, FROM, TO).stream()
        .map(slot -> slot.start() + "/" + slot.end())
        .toList();
  }

  @Test
  void what_is_entered_is_what_is_open() {
    assertThat(open("consultation")).isEmpty(); // nobody is open without hours
    hours.add(lin, id, List.of(tuesday(9, 12), tuesday(13, 17, "psychotherapy")));
    assertThat(open("consultation")).containsExactly("2031-01-14T08:00:00Z/2031-01-14T11:00:00Z");
    assertThat(open("psychotherapy")).hasSize(2);

    Span lunch =
        new Span(Instant.parse("2031-01-14T09:00:00Z"), Instant.parse("2031-01-14T10:00:00Z"));
    Deviation absence =
        hours.deviate(
            lin, id, new DeviationWish(Deviation.Kind.ABSENCE, lunch, null, "an early lunch"));
    assertThat(open("consultation"))
        .containsExactly(
            "2031-01-14T08:00:00Z/2031-01-14T09:00:00Z",
            "2031-01-14T10:00:00Z/2031-01-14T11:00:00Z");
    hours.takeBack(ADMIN, absence.getId());
    assertThat(open("consultation")).hasSize(1);
    hours.remove(lin, hours.weekly(lin, id).get(0).id());
    assertThat(open("consultation")).isEmpty();
  }

  @Test
  void more_than_a_day_comes_in_slots_that_touch() {
    Span three =
        new Span(Instant.parse("2031-01-14T00:00:00Z"), Instant.parse("2031-01-16T12:00:00Z"));
    hours.deviate(lin, id, new DeviationWish(Deviation.Kind.EXTRA, three, null, null));
    assertThat(open("consultation"))
        .containsExactly(
            "2031-01-14T00:00:00Z/2031-01-15T00:00:00Z",
            "2031-01-15T00:00:00Z/2031-01-16T00:00:00Z",
            "2031-01-16T00:00:00Z/2031-01-16T12:00:00Z");
    assertThat(availability.open(id, FROM, TO)).hasSize(3);
  }

  @Test
  void a_colleague_and_a_patient_change_nothing_and_that_is_kept() throws SQLException {
    hours.add(lin, id, List.of(tuesday(9, 12)));
    UUID some = hours.weekly(lin, id).get(0).id();
    for (Actor other : List.of(meyer, person(Role.PATIENT), person(Role.COMPLIANCE))) {
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> hours.add(other, id, List.of(tuesday(13, 14))));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> hours.replace(other, some, List.of(tuesday(13, 14))));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> hours.remove(other, some));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> hours.weekly(other, id));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> hours.close(other, new Span(FROM, TO), null));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> rules.change(other, 0, availability.rules()));
      assertThat(refused(other)).isEqualTo(6);
    }
    assertThat(hours.weekly(ADMIN, id)).extracting(WeeklyHours::id).containsExactly(some);
  }

  @Test
  void a_doctor_cannot_take_back_a_closure_of_the_clinic() {
    Deviation closure = hours.close(ADMIN, new Span(FROM, TO), "moving house");
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> hours.takeBack(lin, closure.getId()));
    hours.takeBack(ADMIN, closure.getId());
    assertThatExceptionOfType(ChangedMeanwhileException.class)
        .isThrownBy(() -> hours.takeBack(ADMIN, closure.getId()));
  }

  @Test
  void of_many_who_add_the_same_hours_at_once_one_does() throws Exception {
    int many = 8;
    CyclicBarrier start = new CyclicBarrier(many);
    ExecutorService threads = Executors.newFixedThreadPool(many);
    try {
      List<Future<?>> tries = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        tries.add(
            threads.submit(
                () -> {
                  start.await();
                  hours.add(ADMIN, id, List.of(tuesday(9, 12)));
                  return null;
                }));
      }
      int refused = 0;
      for (Future<?> one : tries) {
        try {
          one.get();
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(AvailabilityRefusedException.class);
          refused++;
        }
      }
      assertThat(refused).isEqualTo(many - 1);
      assertThat(hours.weekly(ADMIN, id)).hasSize(1);
    } finally {
      threads.shutdownNow();
    }
  }

  private long refused(Actor who) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement count =
            connection.prepareStatement(
                "select count(*) from audit_event where outcome = 'refused' and agent = ?")) {
      count.setString(1, who.subject());
      try (ResultSet row = count.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
