package org.televisit.availability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
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

/** Doctors and the office set hours and absences, in a real browser. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoursPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalDate SOON = LocalDate.now(BERLIN).plusDays(30);

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    Stack.sql("truncate working_hours cascade");
  }

  private static Page hours(DemoPerson who) {
    Page page = CHROMIUM.as(who);
    page.navigate(
        Stack.url(
            who == DemoPerson.ADMIN
                ? "/admin/hours.xhtml?id=" + practitioner(DemoPerson.LIN)
                : "/practitioner/hours.xhtml"));
    return page;
  }

  private static String practitioner(DemoPerson who) {
    try {
      return Visits.read("select id::text from practitioner where subject = ?", who.subject())
          .get(0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void add(Page page, String from, String until, String... days) {
    for (String day : days) {
      page.locator("#hours").getByLabel(day).check();
    }
    page.locator("[id='hours:set:from:input']").fill(from);
    page.locator("[id='hours:set:until:input']").fill(until);
    page.locator("[id='hours:set:save']").click();
  }

  private static Locator day(Page page, String day) {
    return page.locator("[data-day=" + day + "]");
  }

  /** A visit of Anna with Dr Lin in 30 days, at that time of the clinic's wall. */
  private static UUID book(String time, int minutes) throws SQLException {
    UUID id = UUID.randomUUID();
    Stack.sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
          status, booked_by, booked_at)
        select '%s', 0, p.id, d.id, timestamp '%s %s' at time zone 'Europe/Berlin',
          timestamp '%s %s' at time zone 'Europe/Berlin' + interval '%d minutes', 'booked', 'x', now()
        from patient p, practitioner d where p.subject = '%s' and d.subject = '%s'
        """
            .formatted(
                id,
                SOON,
                time,
                SOON,
                time,
                minutes,
                DemoPerson.ANNA.subject(),
                DemoPerson.LIN.subject()));
    return id;
  }

  @Test
  void a_doctor_sets_hours_for_several_days_at_once() throws SQLException {
    Page page = hours(DemoPerson.LIN);
    assertThat(page.getByText("There are no working hours yet")).isVisible();
    add(page, "09:00", "12:30", "Monday", "Tuesday", "Friday");

    assertThat(page.locator("#messages")).containsText("Saved.");
    assertThat(page.locator("[data-hours]")).hasCount(3);
    assertThat(day(page, "FRIDAY")).containsText("09:00 to 12:30");
    assertThat(day(page, "FRIDAY")).containsText("All kinds of visits");
    assertThat(day(page, "SUNDAY")).containsText("No visits");
    assertThat(
            Visits.read(
                "select weekday || ' ' || from_minute || ' ' || until_minute from working_hours"
                    + " order by weekday"))
        .containsExactly("1 540 750", "2 540 750", "5 540 750");
    assertThat(Visits.trail(DemoPerson.LIN)).contains("done working-hours.add");
  }

  @Test
  void hours_that_overlap_are_refused_in_words_and_what_was_typed_stays() throws SQLException {
    Page page = hours(DemoPerson.ADMIN);
    add(page, "09:00", "12:00", "Monday");
    add(page, "11:30", "13:00", "Monday", "Tuesday");

    assertThat(page.locator("#messages")).containsText("there are hours already that overlap");
    assertThat(page.locator("[id='hours:set:from:input']")).hasValue("11:30");
    assertThat(page.locator("[data-hours]")).hasCount(1); // Tuesday was not saved either
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("refused working-hours.add");

    page.locator("[id='hours:set:from:input']").fill("12:00");
    page.locator("[id='hours:set:save']").click();
    assertThat(day(page, "TUESDAY")).containsText("12:00 to 13:00");
    assertThat(day(page, "MONDAY").locator("[data-hours]")).hasCount(2);
  }

  @Test
  void an_end_before_the_beginning_and_no_day_at_all_are_refused() {
    Page page = hours(DemoPerson.LIN);
    add(page, "09:00", "12:00");
    assertThat(page.locator("#messages")).containsText("choose at least one day");
    add(page, "22:00", "06:00", "Monday");
    assertThat(page.locator("#messages")).containsText("For hours over midnight enter two");
    add(page, "22:00", "00:00", "Monday");
    assertThat(day(page, "MONDAY")).containsText("22:00 to 00:00");
  }

  @Test
  void hours_are_changed_and_the_earlier_ones_are_kept_in_the_books() throws SQLException {
    Page page = hours(DemoPerson.LIN);
    add(page, "09:00", "12:00", "Monday");
    day(page, "MONDAY").getByText("Change").click();
    assertThat(page.locator("#hours h2")).hasText("Change these hours");
    assertThat(page.locator("[id='hours:set:until:input']")).hasValue("12:00");
    page.locator("#hours").getByLabel("Psychotherapy").check();
    page.locator("[id='hours:set:until:input']").fill("14:00");
    page.locator("[id='hours:set:save']").click();

    assertThat(day(page, "MONDAY")).containsText("09:00 to 14:00");
    assertThat(day(page, "MONDAY")).containsText("Psychotherapy");
    assertThat(
            Visits.read(
                "select until_minute || ' ' || (removed_at is not null) from working_hours"
                    + " order by until_minute"))
        .containsExactly("720 true", "840 false");
  }

  @Test
  void hours_that_somebody_else_removed_meanwhile_are_not_changed() throws SQLException {
    Page page = hours(DemoPerson.LIN);
    add(page, "09:00", "12:00", "Monday");
    Page office = hours(DemoPerson.ADMIN);
    day(page, "MONDAY").getByText("Change").click();
    day(office, "MONDAY")
        .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
        .click();
    office.locator("[data-hours] input[type=submit]").click();
    assertThat(office.locator("[data-hours]")).hasCount(0);

    page.locator("[id='hours:set:save']").click();
    assertThat(page.locator("#messages")).containsText("Somebody else changed this");
    assertThat(Visits.read("select id::text from working_hours where removed_at is null"))
        .isEmpty();
  }

  @Test
  void a_doctor_sees_only_their_own_hours_whatever_the_address_says() throws SQLException {
    Stack.sql(
        """
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, set_by, set_at)
        values (gen_random_uuid(), 0, '%s', 1, 600, 660, '2020-01-01', 'x', now())
        """
            .formatted(practitioner(DemoPerson.MEYER)));
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.navigate(Stack.url("/practitioner/hours.xhtml?id=" + practitioner(DemoPerson.MEYER)));
    assertThat(page.locator("h1")).hasText("Working hours of Mei Lin");
    assertThat(page.locator("[data-hours]")).hasCount(0);
  }

  @Test
  void an_absence_says_which_booked_visits_it_strikes() throws SQLException {
    Stack.sql(
        """
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, set_by, set_at)
        select gen_random_uuid(), 0, '%s', day, 480, 1020, '2020-01-01', 'x', now()
        from generate_series(1, 7) day
        """
            .formatted(practitioner(DemoPerson.LIN)));
    UUID struck = book("10:00", 20);
    book("16:40", 20);
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.navigate(Stack.url("/practitioner/absences.xhtml"));
    assertThat(page.locator("[data-struck]")).hasCount(0);

    page.locator("[id='absence:set:first:input']").fill(SOON.toString());
    page.locator("[id='absence:set:until:input']").fill("16:30");
    page.locator("[id='absence:set:note:input']").fill("conference");
    page.locator("[id='absence:set:save']").click();

    assertThat(page.locator("#messages")).containsText("1 visit is booked outside of the hours");
    assertThat(page.locator("[data-struck]")).hasCount(1);
    assertThat(page.locator("[data-struck] a")).containsText("Anna Schmidt");
    assertThat(page.locator("[data-struck] a"))
        .hasAttribute("href", Pattern.compile(".*" + struck));
    assertThat(page.locator("[data-deviation]")).containsText("conference");
    assertThat(Visits.trail(DemoPerson.LIN)).contains("done deviation.add");

    page.locator("[data-deviation]")
        .getByText("Remove", new Locator.GetByTextOptions().setExact(true))
        .click();
    page.locator("[data-deviation] input[type=submit]").click();
    assertThat(page.locator("[data-deviation]")).hasCount(0);
    assertThat(page.locator("[data-struck]")).hasCount(0);
    assertThat(Visits.read("select status from appointment order by starts_at"))
        .containsExactly("booked", "booked"); // nobody decides that but people
  }

  @Test
  void an_absence_ends_after_it_begins() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.navigate(Stack.url("/practitioner/absences.xhtml"));
    page.locator("[id='absence:set:first:input']").fill(SOON.toString());
    page.locator("[id='absence:set:last:input']").fill(SOON.minusDays(1).toString());
    page.locator("[id='absence:set:save']").click();
    assertThat(page.locator("#messages")).containsText("it has to end after it begins");
    assertThat(Visits.read("select id::text from deviation")).isEmpty();
  }

  @Test
  void a_day_off_is_a_day_of_the_clinic_and_extra_hours_are_for_a_kind() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/absences.xhtml?id=" + practitioner(DemoPerson.LIN)));
    page.locator("[id='absence:set:first:input']").fill("2030-03-31"); // 23 hours in Berlin
    page.locator("[id='absence:set:save']").click();
    page.locator("#absence").getByLabel("Extra hours", exactly()).check();
    page.locator("[id='absence:set:first:input']").fill("2030-10-27");
    page.locator("[id='absence:set:from:input']").fill("09:00");
    page.locator("[id='absence:set:until:input']").fill("11:00");
    page.locator("[id='absence:set:type:input']").selectOption("follow-up");
    page.locator("[id='absence:set:save']").click();

    assertThat(page.locator("[data-kind=absence]")).containsText("Sunday 31 March 2030");
    assertThat(page.locator("[data-kind=extra]")).containsText("Follow-up");
    assertThat(
            Visits.read(
                "select kind || ' ' || (starts_at at time zone 'UTC') || ' ' || (ends_at - starts_at)"
                    + " || ' ' || coalesce(visit_type, '-') from deviation order by starts_at"))
        .isEqualTo(
            List.of(
                "absence 2030-03-30 23:00:00 23:00:00 -",
                "extra 2030-10-27 08:00:00 02:00:00 follow-up"));
  }

  private static Locator.GetByLabelOptions exactly() {
    return new Locator.GetByLabelOptions().setExact(true);
  }
}
