package org.televisit.scheduling;

import static java.lang.System.Logger.Level.INFO;
import static org.assertj.core.api.Assertions.assertThat;

import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Deployments;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.scheduling.SlotRefusedException.Reason;

/** Many want the same time at the same moment, through the service, on the real database. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class BookingRaceIT {

  private static final int THREADS = 32;
  private static final int STORM = 64;
  private static final Actor ADMIN = new Actor("race-admin", "Admin", Set.of(Role.CLINIC_ADMIN));

  @Inject SchedulingService scheduling;
  @Inject People people;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  private final TimeSlot slot =
      TimeSlot.of(
          Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(400)),
          Duration.ofMinutes(20));

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  @Test
  void thirty_two_patients_want_one_doctor() throws Exception {
    UUID doctor = somebody(Role.PRACTITIONER);
    List<UUID> patients =
        IntStream.range(0, THREADS).mapToObj(i -> somebody(Role.PATIENT)).toList();
    List<Object> outcomes = atOnce(i -> scheduling.book(ADMIN, patients.get(i), doctor, slot));
    assertOneWon(outcomes, Reason.PRACTITIONER_BUSY);
    assertThat(count("select count(*) from appointment where practitioner_id = ?", doctor))
        .isEqualTo(1);
    assertThat(refusals("practitioner/" + doctor)).isEqualTo(THREADS - 1);
  }

  @Test
  void thirty_two_doctors_want_one_patient() throws Exception {
    UUID patient = somebody(Role.PATIENT);
    List<UUID> doctors =
        IntStream.range(0, THREADS).mapToObj(i -> somebody(Role.PRACTITIONER)).toList();
    List<Object> outcomes = atOnce(i -> scheduling.book(ADMIN, patient, doctors.get(i), slot));
    assertOneWon(outcomes, Reason.PATIENT_BUSY);
    assertThat(count("select count(*) from appointment where patient_id = ?", patient))
        .isEqualTo(1);
  }

  @Test
  void overlapping_times_are_as_impossible_as_the_same_time() throws Exception {
    UUID doctor = somebody(Role.PRACTITIONER);
    List<UUID> patients =
        IntStream.range(0, THREADS).mapToObj(i -> somebody(Role.PATIENT)).toList();
    List<Object> outcomes =
        atOnce(
            i -> {
              Instant start = slot.start().plus(Duration.ofSeconds(i)).plus(Duration.ofDays(1));
              return scheduling.book(
                  ADMIN, patients.get(i), doctor, TimeSlot.of(start, slot.length()));
            });
    assertOneWon(outcomes, Reason.PRACTITIONER_BUSY);
  }

  /** {@code -Dtelevisit.race.attempts=100000} for as many as one has time for. */
  @Test
  void sixty_four_hold_move_and_cancel_at_random_and_nobody_is_booked_twice() throws Exception {
    int attempts;
    try (InputStream told = BookingRaceIT.class.getResourceAsStream("/" + Deployments.ATTEMPTS)) {
      attempts = Integer.parseInt(new String(told.readAllBytes(), StandardCharsets.UTF_8));
    }
    long seed = System.nanoTime();
    BookingStorm storm =
        new BookingStorm(
            scheduling,
            IntStream.range(0, 6).mapToObj(i -> somebody(Role.PRACTITIONER)).toList(),
            IntStream.range(0, 8).mapToObj(i -> somebody(Role.PATIENT)).toList(),
            slot.start().plus(Duration.ofDays(10)),
            this::expire);
    storm.rage(STORM, attempts, seed);
    System.getLogger("race")
        .log(INFO, "seed {0}, done {1}, refused {2}", seed, storm.done, storm.refused);

    assertThat(storm.failures).as("seed %d", seed).isEmpty();
    assertThat(storm.lost).as("seed %d", seed).isEmpty();
    assertThat(storm.moves).hasSize(storm.done.getOrDefault("move", new AtomicInteger()).get());
    assertThat(storm.done.keySet())
        .contains("book", "hold", "confirm", "release", "expire", "move", "cancel");
    assertThat(
            count(
                """
                select count(*) from appointment a join appointment b on a.id < b.id and (
                  a.practitioner_id = b.practitioner_id
                    and tstzrange(a.blocked_from, a.blocked_to) && tstzrange(b.blocked_from, b.blocked_to)
                  or a.patient_id = b.patient_id
                    and tstzrange(a.starts_at, a.ends_at) && tstzrange(b.starts_at, b.ends_at))
                where a.status in ('pending', 'booked') and b.status in ('pending', 'booked')
                  and a.booked_by = ? and b.booked_by = 'storm'
                """,
                "storm"))
        .isZero();
    for (Map.Entry<AppointmentId, AtomicInteger> visit : storm.changes.entrySet()) {
      AppointmentId id = visit.getKey();
      long known = visit.getValue().get();
      assertThat(count("select sequence from appointment where id = ?", id.value()))
          .as("%s, seed %d", id, seed)
          .isEqualTo(known);
      assertThat(
              count(
                  "select count(*) from audit_event where outcome = 'done' and entity = ?"
                      + " and action in ('appointment.move', 'appointment.cancel')",
                  id.entity()))
          .isEqualTo(known);
    }
  }

  private void expire(AppointmentId id) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "update appointment set held_until = now() where id = ? and status = 'pending'")) {
      statement.setObject(1, id.value());
      statement.executeUpdate();
    }
  }

  /** One booking that holds, and nothing else but refusals that say who is not free. */
  private void assertOneWon(List<Object> outcomes, Reason taken) throws SQLException {
    List<AppointmentId> won =
        outcomes.stream()
            .filter(AppointmentId.class::isInstance)
            .map(AppointmentId.class::cast)
            .toList();
    assertThat(won).hasSize(1);
    assertThat(outcomes)
        .filteredOn(outcome -> !(outcome instanceof AppointmentId))
        .hasSize(THREADS - 1)
        .allSatisfy(
            refusal -> {
              assertThat(refusal).isInstanceOf(SlotRefusedException.class);
              assertThat(((SlotRefusedException) refusal).reason()).isEqualTo(taken);
            });
    assertThat(
            count(
                "select count(*) from audit_event where action = 'appointment.book'"
                    + " and outcome = 'done' and entity = ?",
                won.get(0).entity()))
        .isEqualTo(1);
  }

  private interface Booking {
    AppointmentId attempt(int number);
  }

  /** Every attempt's result: the id, or what was thrown. */
  private static List<Object> atOnce(Booking booking) throws Exception {
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<Callable<Object>> attempts = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        int number = i;
        attempts.add(
            () -> {
              start.await(30, TimeUnit.SECONDS);
              try {
                return booking.attempt(number);
              } catch (RuntimeException e) {
                return e;
              }
            });
      }
      List<Object> outcomes = new ArrayList<>();
      for (Future<Object> attempt : threads.invokeAll(attempts, 60, TimeUnit.SECONDS)) {
        outcomes.add(attempt.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private UUID somebody(Role role) {
    String subject = "race-" + UUID.randomUUID();
    people.signIn(new Actor(subject, "Race " + subject.substring(5, 9), Set.of(role)));
    List<PersonRef> all = role == Role.PATIENT ? people.patients() : people.practitioners();
    return all.stream().filter(p -> p.subject().equals(subject)).findFirst().orElseThrow().id();
  }

  private long refusals(String entity) throws SQLException {
    return count(
        "select count(*) from audit_event where outcome = 'refused' and entity = ?", entity);
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
}
