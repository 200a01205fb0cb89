package org.televisit.scheduling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.time.temporal.TemporalAdjusters.next;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The calendar of the office and of a doctor: visits are dragged, stretched, refused and moved. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SchedulingPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  /** A Tuesday in winter: Berlin is an hour ahead of UTC. */
  private static final String DAY = "2031-01-14";

  private static final LocalDate NEAR =
      LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(30).with(next(DayOfWeek.TUESDAY));

  private UUID visit;

  @BeforeEach
  void aVisitAtTen() throws SQLException {
    Stack.cleanSlate();
    visit = book(DAY + " 10:00", DemoPerson.ANNA, DemoPerson.LIN);
  }

  /** A visit of 20 minutes at a time of the clinic's wall. */
  private static UUID book(String wall, DemoPerson patient, DemoPerson practitioner)
      throws SQLException {
    UUID id = UUID.randomUUID();
    Stack.sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
          status, booked_by, booked_at)
        select '%s', 0, p.id, d.id, timestamp '%s' at time zone 'Europe/Berlin',
          timestamp '%s' at time zone 'Europe/Berlin' + interval '20 minutes', 'booked', 'x', now()
        from patient p, practitioner d where p.subject = '%s' and d.subject = '%s'
        """
            .formatted(id, wall, wall, patient.subject(), practitioner.subject()));
    return id;
  }

  private static String times(UUID id) throws SQLException {
    return Visits.read(
            "select to_char(starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI') || ' ' ||"
                + " extract(epoch from ends_at - starts_at)::int / 60 from appointment where id = ?",
            id)
        .get(0);
  }

  private static Page office() {
    return office(CHROMIUM.as(DemoPerson.ADMIN));
  }

  private static Page office(Page page) {
    page.setViewportSize(1280, 1700); // all of a day without scrolling, as it is dragged across
    page.navigate(Stack.url("/admin/calendar.xhtml?day=" + DAY));
    return page;
  }

  private static Locator shown(Page page, String patient) {
    return page.locator(".tv-calendar a.tv-visit", new Page.LocatorOptions().setHasText(patient));
  }

  /**
   * Drags a patient's visit with the mouse from one time of its grid to another: exactly as far as
   * the two are apart.
   */
  private static void drag(Page page, String patient, String from, String to) {
    Locator named = page.locator("a.tv-visit", new Page.LocatorOptions().setHasText(patient));
    Locator grid = page.locator(".tv-calendar-column", new Page.LocatorOptions().setHas(named));
    BoundingBox box = shown(page, patient).boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + 3;
    double far = top(grid, to) - top(grid, from);
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x, y + 20);
    page.mouse().move(x, y + far, new Mouse.MoveOptions().setSteps(8));
    page.mouse().up();
  }

  private static double top(Locator grid, String time) {
    return grid.locator(".fc-timegrid-slot-lane[data-time='" + time + ":00']").boundingBox().y;
  }

  @Test
  void a_day_shows_the_doctors_beside_each_other_and_when_they_take_visits() throws SQLException {
    book(DAY + " 10:30", DemoPerson.BO, DemoPerson.MEYER);
    Page page = office();
    assertThat(page.locator(".tv-calendar-column")).hasCount(2);
    Locator lin =
        page.locator(".tv-calendar-column", new Page.LocatorOptions().setHasText("Mei Lin"));
    assertThat(lin.locator("a.tv-visit")).containsText("10:00");
    assertThat(lin.locator("a.tv-visit")).containsText("Anna Schmidt");
    assertThat(lin.locator(".tv-open")).hasCount(2); // before and after lunch
    assertThat(page.locator("[data-visit]")).hasCount(2); // and the same as a list

    page.getByLabel("Jonas Meyer").uncheck();
    page.getByText("Show", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(page.locator(".tv-calendar-column")).hasCount(1);
    assertThat(page.locator("[data-visit]")).hasCount(1);
    page.getByText("Month", new Page.GetByTextOptions().setExact(true)).click();
    assertThat(shown(page, "Anna Schmidt")).hasCount(1);
    assertThat(shown(page, "Bo Andersson")).hasCount(0); // who was chosen stays chosen
  }

  @Test
  void a_visit_is_moved_by_dragging_it() throws SQLException {
    Page page = office();
    drag(page, "Anna Schmidt", "10:00", "11:00");
    assertThat(page.locator("#messages")).containsText("The visit of Anna Schmidt is moved.");
    assertThat(times(visit)).isEqualTo(DAY + " 11:00 20");
    assertThat(shown(page, "Anna Schmidt")).containsText("11:00");
    assertThat(page.locator("[data-visit]")).containsText("11:00 to 11:20");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done appointment.move");

    drag(page, "Anna Schmidt", "11:00", "14:30"); // again, without loading the page anew
    assertThat(page.locator("[data-visit]")).containsText("14:30 to 14:50");
    assertThat(times(visit)).isEqualTo(DAY + " 14:30 20");
  }

  @Test
  void its_end_is_dragged_to_make_it_longer() throws SQLException {
    Page page = office();
    Locator what = shown(page, "Anna Schmidt");
    what.hover();
    BoundingBox box = what.boundingBox();
    Locator end = page.locator(".fc-timegrid-slot-lane[data-time='10:40:00']").first();
    page.mouse().move(box.x + box.width / 2, box.y + box.height - 1);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 2, box.y + box.height + 8);
    page.mouse().move(box.x + box.width / 2, end.boundingBox().y + 12);
    page.mouse().up();
    assertThat(page.locator("[data-visit]")).containsText("10:00 to 10:50");
    assertThat(times(visit)).isEqualTo(DAY + " 10:00 50");
  }

  @Test
  void a_time_that_is_taken_is_refused_in_words_and_others_are_offered() throws SQLException {
    String near = NEAR.toString(); // nobody is offered a time that is years ahead
    UUID wanted = book(near + " 10:00", DemoPerson.CHEN, DemoPerson.LIN);
    UUID other = book(near + " 11:00", DemoPerson.BO, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.setViewportSize(1280, 1700);
    page.navigate(Stack.url("/admin/calendar.xhtml?day=" + near));
    drag(page, "Wei Chen", "10:00", "11:00");
    assertThat(page.locator("#messages")).containsText("Mei Lin (doctor) is not free");
    assertThat(shown(page, "Wei Chen")).containsText("10:00"); // back where it was
    assertThat(times(wanted)).isEqualTo(near + " 10:00 20");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("refused appointment.move");

    Locator offered = page.locator("[id='calendar:refused'] input[type=submit]");
    assertThat(offered.first()).isVisible();
    offered.first().click();
    assertThat(page.locator("#messages")).containsText("is moved");
    assertThat(times(wanted)).isNotEqualTo(near + " 10:00 20");
    assertThat(times(other)).isEqualTo(near + " 11:00 20");
  }

  @Test
  void outside_of_the_hours_the_office_may_but_is_told() throws SQLException {
    Page page = office();
    drag(page, "Anna Schmidt", "10:00", "12:20"); // lunch
    assertThat(page.locator("#messages")).containsText("outside of the working hours of Mei Lin");
    assertThat(times(visit)).isEqualTo(DAY + " 12:20 20");
    shown(page, "Anna Schmidt").click();
    assertThat(page.locator("#visit")).containsText("Outside of the working hours");
  }

  @Test
  void a_visit_that_somebody_else_moved_meanwhile_is_not_moved_over_it() throws SQLException {
    Page page = office();
    assertThat(shown(page, "Anna Schmidt")).containsText("10:00");
    Stack.sql(
        """
        update appointment set starts_at = starts_at + interval '4 hours',
          ends_at = ends_at + interval '4 hours', blocked_from = blocked_from + interval '4 hours',
          blocked_to = blocked_to + interval '4 hours', version = version + 1
        """);
    drag(page, "Anna Schmidt", "10:00", "11:00");
    assertThat(page.locator("#messages")).containsText("Somebody else changed this");
    assertThat(times(visit)).isEqualTo(DAY + " 14:00 20");
    assertThat(shown(page, "Anna Schmidt")).containsText("14:00"); // and the truth is shown
  }

  @Test
  void a_visit_is_opened_made_longer_and_called_off_by_form() throws SQLException {
    Page page = office();
    shown(page, "Anna Schmidt").click();
    assertThat(page).hasURL(Pattern.compile(".*visit=" + visit + "#visit"));
    assertThat(page.locator("#visit-title")).hasText("Anna Schmidt with Mei Lin");
    page.locator("[id='detail:date:input']").fill("2031-01-15");
    page.locator("[id='detail:time:input']").fill("09:30");
    page.locator("[id='detail:minutes:input']").selectOption("45");
    page.locator("[id='detail:move']").click();
    assertThat(page.locator("#messages")).containsText("is moved");
    assertThat(page.locator("h1")).containsText("15 January 2031"); // the page follows the visit
    assertThat(times(visit)).isEqualTo("2031-01-15 09:30 45");

    page.getByText("Cancel this visit").click();
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("#messages")).containsText("is cancelled");
    assertThat(shown(page, "Anna Schmidt")).hasCount(0);
    assertThat(Visits.read("select status from appointment")).containsExactly("cancelled");
  }

  @Test
  void the_grid_is_the_clinics_wall_wherever_the_browser_is() throws SQLException {
    Page page =
        office(
            CHROMIUM.as(
                DemoPerson.ADMIN,
                new Browser.NewContextOptions().setTimezoneId("America/New_York")));
    assertThat(shown(page, "Anna Schmidt")).containsText("10:00");
    drag(page, "Anna Schmidt", "10:00", "11:00");
    assertThat(page.locator("#messages")).containsText("is moved");
    assertThat(times(visit)).isEqualTo(DAY + " 11:00 20");
    assertThat(page.locator("[data-visit]")).containsText("11:00 at the clinic");
  }

  @Test
  void where_clocks_are_put_forward_a_time_that_does_not_exist_is_refused() throws SQLException {
    Page page = office();
    shown(page, "Anna Schmidt").click();
    page.locator("[id='detail:date:input']").fill("2031-03-30");
    page.locator("[id='detail:time:input']").fill("02:30");
    page.locator("[id='detail:move']").click();
    assertThat(page.locator("#messages")).containsText("this time does not exist");
    assertThat(page.locator("[id='detail:time:input']")).hasValue("02:30");
    page.locator("[id='detail:time:input']").fill("09:00");
    page.locator("[id='detail:move']").click();
    assertThat(times(visit)).isEqualTo("2031-03-30 09:00 20");
    assertThat(Visits.read("select (starts_at at time zone 'UTC')::text from appointment"))
        .containsExactly("2031-03-30 07:00:00"); // summer has come in between
    assertThat(shown(page, "Anna Schmidt")).containsText("09:00");
  }

  @Test
  void where_clocks_are_put_back_the_two_visits_can_be_told_apart() throws SQLException {
    UUID second = book("2031-10-26 02:30", DemoPerson.BO, DemoPerson.LIN); // winter, for PostgreSQL
    UUID first = book("2031-10-26 02:30", DemoPerson.CHEN, DemoPerson.MEYER);
    Stack.sql(
        """
        update appointment set starts_at = starts_at - interval '1 hour',
          ends_at = ends_at - interval '1 hour', blocked_from = blocked_from - interval '1 hour',
          blocked_to = blocked_to - interval '1 hour' where id = '%s'
        """
            .formatted(first));
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/calendar.xhtml?day=2031-10-26"));
    assertThat(shown(page, "Wei Chen")).containsText("02:30 CEST");
    assertThat(shown(page, "Bo Andersson")).containsText("02:30 CET");
    assertThat(page.locator("a.tv-visit-again")).hasCount(1);
    assertThat(page.locator("[data-visit='%s']".formatted(second)))
        .containsText("02:30 CET to 02:50 CET");

    shown(page, "Bo Andersson").click(); // made longer, it stays the second one
    page.locator("[id='detail:minutes:input']").selectOption("45");
    page.locator("[id='detail:move']").click();
    assertThat(page.locator("#messages")).containsText("is moved");
    assertThat(
            Visits.read(
                "select (starts_at at time zone 'UTC')::text from appointment where id = ?",
                second))
        .containsExactly("2031-10-26 01:30:00");
  }

  @Test
  void a_doctor_who_is_taken_is_handed_no_visit_and_their_free_times_are_offered()
      throws SQLException {
    UUID wanted = book(NEAR + " 10:00", DemoPerson.CHEN, DemoPerson.LIN);
    book(NEAR + " 10:10", DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/calendar.xhtml?visit=" + wanted));
    page.locator("[id='detail:doctor:input']").selectOption("Jonas Meyer");
    page.locator("[id='detail:move']").click();
    assertThat(page.locator("#messages")).containsText("Jonas Meyer (doctor) is not free");
    assertThat(page.locator("#messages")).containsText("stays as it is");
    assertThat(page.locator("#messages")).not().containsText("booked");
    assertThat(times(wanted)).isEqualTo(NEAR + " 10:00 20");

    page.locator("[id='calendar:refused'] input[type=submit]").first().click();
    assertThat(page.locator("#messages")).containsText("is with Jonas Meyer now");
    assertThat(page.locator("#visit-title")).hasText("Wei Chen with Jonas Meyer");
    assertThat(times(wanted)).isNotEqualTo(NEAR + " 10:00 20");
  }

  @Test
  void a_doctor_sees_the_own_week_only_whatever_the_address_says() throws SQLException {
    UUID others = book(DAY + " 11:00", DemoPerson.BO, DemoPerson.MEYER);
    String meyer =
        Visits.read(
                "select id::text from practitioner where subject = ?", DemoPerson.MEYER.subject())
            .get(0);
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.navigate(Stack.url("/practitioner/calendar.xhtml?day=" + DAY + "&who=" + meyer));
    assertThat(shown(page, "Anna Schmidt")).hasCount(1);
    assertThat(page.locator("[data-visit]")).hasCount(1);
    assertThat(page.locator("h1")).containsText("13 January 2031");
    assertThat(page.navigate(Stack.url("/practitioner/calendar.xhtml?visit=" + others)).status())
        .isEqualTo(404);
  }

  @Test
  void an_address_that_names_no_day_shows_today() {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/calendar.xhtml?day=soon&view=decade&who=nobody"));
    assertThat(page.locator("#day")).hasValue(LocalDate.now(ZoneId.of("Europe/Berlin")).toString());
    assertThat(page.locator(".tv-calendar-column")).hasCount(2);
  }
}
