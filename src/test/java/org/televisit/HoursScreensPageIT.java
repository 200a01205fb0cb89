package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.dev.DemoPerson;

/** The pages about hours and rules when there is something to see, as {@link ScreensPageIT}. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoursScreensPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static String at;

  static Stream<Arguments> screens() {
    return Stream.of(
        Arguments.of("office-calendar-day", DemoPerson.ADMIN, "/admin/calendar.xhtml" + at),
        Arguments.of("office-calendar-week", DemoPerson.ADMIN, "/admin/calendar.xhtml?view=week"),
        Arguments.of("office-calendar-month", DemoPerson.ADMIN, "/admin/calendar.xhtml?view=month"),
        Arguments.of("doctor-calendar", DemoPerson.LIN, "/practitioner/calendar.xhtml"),
        Arguments.of("office-hours", DemoPerson.ADMIN, "/admin/hours.xhtml"),
        Arguments.of("office-absences", DemoPerson.ADMIN, "/admin/absences.xhtml"),
        Arguments.of("office-closures", DemoPerson.ADMIN, "/admin/closures.xhtml"),
        Arguments.of("office-types", DemoPerson.ADMIN, "/admin/types.xhtml"),
        Arguments.of("office-type", DemoPerson.ADMIN, "/admin/types.xhtml?change=psychotherapy"),
        Arguments.of("office-booking", DemoPerson.ADMIN, "/admin/booking.xhtml"),
        Arguments.of("doctor-hours", DemoPerson.LIN, "/practitioner/hours.xhtml"),
        Arguments.of("doctor-absences", DemoPerson.LIN, "/practitioner/absences.xhtml"));
  }

  @BeforeAll
  static void arrange() throws SQLException {
    Stack.cleanSlate();
    at = "?visit=" + Visits.in(Duration.ofDays(3), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.in(Duration.ofDays(3).plusHours(1), DemoPerson.BO, DemoPerson.LIN);
    Visits.in(Duration.ofDays(3).plusMinutes(30), DemoPerson.CHEN, DemoPerson.MEYER);
    Visits.in(Duration.ofHours(1), DemoPerson.CHEN, DemoPerson.MEYER);
    Stack.sql(
        """
        insert into deviation (id, version, kind, practitioner_id, visit_type, starts_at, ends_at,
          note, set_by, set_at)
        select gen_random_uuid(), 0, 'absence', d.id, null, now() + interval '2 days',
          now() + interval '4 days', 'Conference in Lisbon', 'x', now() from practitioner d
        union all
        select gen_random_uuid(), 0, 'extra', d.id, 'psychotherapy', now() + interval '9 days',
          now() + interval '9 days 2 hours', null, 'x', now() from practitioner d
        union all
        select gen_random_uuid(), 0, 'closure', null, null,
          timestamp '2031-12-24' at time zone 'Europe/Berlin',
          timestamp '2031-12-27' at time zone 'Europe/Berlin', 'Christmas', 'x', now();
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, valid_until, set_by, set_at)
        select gen_random_uuid(), 0, d.id, 7, 600, 720, '2031-01-01', '2031-06-30', 'x', now()
        from practitioner d;
        insert into working_hours_type select id, 'follow-up' from working_hours where weekday = 7
        """);
  }

  @ParameterizedTest
  @MethodSource("screens")
  void every_page_is_clean_in_every_look(String name, DemoPerson who, String path) {
    assertThat(Looks.flaws(CHROMIUM.as(who), name, Stack.url(path))).isEmpty();
  }
}
