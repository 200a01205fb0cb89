package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.params.provider.Arguments.arguments;
import static org.televisit.MigratedDatabase.ANNA;
import static org.televisit.MigratedDatabase.BO;
import static org.televisit.MigratedDatabase.EXCLUDED;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.MEYER;
import static org.televisit.MigratedDatabase.as;
import static org.televisit.MigratedDatabase.assertBroken;
import static org.televisit.MigratedDatabase.query;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the database holds of visits and their times, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AppointmentLawTest {

  private static final String BOOK =
      """
      insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status,
        booked_by, booked_at, held_until, cancel_reason, closed_by, closed_at)
      select gen_random_uuid(), 0, '%s', '%s', timestamptz '%s 10:00Z' + interval '%s',
        timestamptz '%s 10:20Z' + interval '%s', s, 'admin', now(),
        case s when 'pending' then now() end, case s when 'cancelled' then 'pat' end,
        case when s in ('cancelled', 'noshow') then 'x' end,
        case when s in ('cancelled', 'noshow') then now() end
      from (values ('%s')) as wanted (s)
      """;

  /** Nobody holds two times at once, so each test begins without one. */
  @BeforeEach
  void nothing_is_held() throws SQLException {
    as(
        "televisit_app",
        """
        update appointment set status = 'cancelled', cancel_reason = 'hold-expired', closed_by = 'x',
          closed_at = now() where status = 'pending'
        """);
  }

  private static void book(
      String day, String patient, String practitioner, String offset, String status)
      throws SQLException {
    as("televisit_app", BOOK.formatted(patient, practitioner, day, offset, day, offset, status));
  }

  @Nested
  class A_visit_at_ten {

    @ParameterizedTest
    @CsvSource({
      "2030-01-01, 00:00",
      "2030-01-02, 00:19:59.999",
      "2030-01-03, -00:19:59.999",
    })
    void excludes_another_of_the_same_practitioner_or_patient(String day, String offset)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", "booked");
      assertRefused(() -> book(day, BO, LIN, offset, "booked"), "appointment_practitioner_is_free");
      assertRefused(() -> book(day, ANNA, MEYER, offset, "booked"), "appointment_patient_is_free");
      assertThatNoException().isThrownBy(() -> book(day, BO, MEYER, offset, "booked"));
    }

    @Test
    void leaves_room_for_the_one_right_after_it() throws SQLException {
      book("2030-02-01", ANNA, LIN, "00:00", "booked");
      assertThatNoException().isThrownBy(() -> book("2030-02-01", ANNA, LIN, "00:20", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-03-01, cancelled", "2030-03-02, noshow"})
    void leaves_its_time_to_others_when_it_does_not_take_place(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertThatNoException().isThrownBy(() -> book(day, ANNA, LIN, "00:00", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-04-01, arrived", "2030-04-02, fulfilled", "2030-04-03, pending"})
    void keeps_its_time_while_it_is_held_while_it_lasts_and_afterwards(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertRefused(
          () -> book(day, BO, LIN, "00:00", "booked"), "appointment_practitioner_is_free");
    }

    private void assertRefused(ThrowingBooking booking, String constraint) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(booking::run)
          .withMessageContaining(constraint)
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(EXCLUDED));
    }
  }

  /** The ways of FHIR R4 that are open here; none leads out of the last three. */
  private static final Map<String, Set<String>> WAYS =
      Map.of(
          "pending", Set.of("booked", "cancelled"),
          "booked", Set.of("arrived", "fulfilled", "cancelled", "noshow"),
          "arrived", Set.of("fulfilled", "cancelled"),
          "fulfilled", Set.of(),
          "cancelled", Set.of(),
          "noshow", Set.of());

  static Stream<Arguments> steps() {
    List<String> all = WAYS.keySet().stream().sorted().toList();
    return all.stream()
        .flatMap(
            from -> all.stream().filter(to -> !to.equals(from)).map(to -> arguments(from, to)));
  }

  /** A day of its own for each step. */
  private static String day(String from, String to) {
    return LocalDate.of(2032, 1, 1)
        .plusDays(Math.floorMod((from + to).hashCode(), 100_000))
        .toString();
  }

  @ParameterizedTest
  @MethodSource("steps")
  void a_status_follows_its_life_line_and_no_other_way(String from, String to) throws SQLException {
    String day = day(from, to);
    book(day, ANNA, LIN, "00:00", from);
    String step =
        """
        update appointment set status = '%1$s',
          held_until = case '%1$s' when 'pending' then now() when 'cancelled' then held_until end,
          cancel_reason = case '%1$s' when 'cancelled' then 'pat' end,
          closed_by = case when '%1$s' in ('cancelled', 'noshow') then 'x' end,
          closed_at = case when '%1$s' in ('cancelled', 'noshow') then now() end
        where starts_at = '%2$s 10:00Z'
        """
            .formatted(to, day);
    if (Objects.requireNonNull(WAYS.get(from)).contains(to)) {
      as("televisit_app", step);
      assertThat(
              query("select status from appointment where starts_at = '%s 10:00Z'".formatted(day)))
          .containsExactly(to);
    } else {
      assertBroken("televisit_app", step, "no way leads from " + from + " to " + to);
    }
  }

  private static String change(String what, String day) {
    return "update appointment set %s where starts_at = '%s 10:00Z'".formatted(what, day);
  }

  private static final String LATER =
      "starts_at = starts_at + interval '1 hour', ends_at = ends_at + interval '1 hour',"
          + " blocked_from = blocked_from + interval '1 hour',"
          + " blocked_to = blocked_to + interval '1 hour'";
  private static final String TO_MEYER = "practitioner_id = '" + MEYER + "'";

  @ParameterizedTest
  @CsvSource({
    "2030-05-01, pending",
    "2030-05-02, arrived",
    "2030-05-03, fulfilled",
    "2030-05-04, noshow"
  })
  void only_what_is_agreed_and_has_not_begun_is_moved_or_handed_over(String day, String status)
      throws SQLException {
    book(day, ANNA, LIN, "00:00", status);
    assertBroken("televisit_app", change(LATER, day), status + " stays when it is");
    assertBroken("televisit_app", change(TO_MEYER, day), status + " stays with its practitioner");
  }

  @Test
  void a_visit_is_moved_and_handed_over_and_its_patient_stays() throws SQLException {
    book("2030-06-01", ANNA, LIN, "00:00", "booked");
    assertBroken(
        "televisit_app", change("patient_id = '" + BO + "'", "2030-06-01"), "its patient stays");
    as("televisit_app", change(TO_MEYER, "2030-06-01"));
    as("televisit_app", change(LATER, "2030-06-01"));
    assertBroken(
        "televisit_app",
        "update appointment set status = 'arrived', practitioner_id = '%s' where starts_at = '%s'"
            .formatted(LIN, "2030-06-01 11:00Z"),
        "stays with its practitioner");
  }

  @Test
  void nobody_is_handed_a_visit_whose_room_somebody_has_entered() throws SQLException {
    book("2030-06-02", ANNA, LIN, "00:00", "booked");
    as(
        "televisit_app",
        """
        insert into encounter (id, version, appointment_id, status, opened_at)
        select gen_random_uuid(), 0, id, 'planned', now() from appointment
        where starts_at = '2030-06-02 10:00Z'
        """);
    assertBroken(
        "televisit_app",
        change(TO_MEYER, "2030-06-02"),
        "appointment_is_handed_over_before_anybody_enters");
    as("televisit_app", change(LATER, "2030-06-02"));
  }

  /** An attempt that the database may refuse. */
  private interface ThrowingBooking {
    void run() throws SQLException;
  }
}
