package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.televisit.MigratedDatabase.ANNA;
import static org.televisit.MigratedDatabase.BO;
import static org.televisit.MigratedDatabase.EXCLUDED;
import static org.televisit.MigratedDatabase.LIN;
import static org.televisit.MigratedDatabase.MEYER;
import static org.televisit.MigratedDatabase.as;

import java.sql.SQLException;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the database holds of visits and their times, whoever writes. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class AppointmentLawTest {

  @Nested
  class A_visit_at_ten {

    static final String BOOK =
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

    void book(String day, String patient, String practitioner, String offset, String status)
        throws SQLException {
      as("televisit_app", BOOK.formatted(patient, practitioner, day, offset, day, offset, status));
    }

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

  /** An attempt that the database may refuse. */
  private interface ThrowingBooking {
    void run() throws SQLException;
  }
}
