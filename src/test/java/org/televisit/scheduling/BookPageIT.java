package org.televisit.scheduling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

@DisplayNameGeneration(ReplaceUnderscores.class)
class BookPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  /** A Tuesday, on which both doctors work. */
  private static final LocalDate SOON =
      LocalDate.now(ZoneId.of("Europe/Berlin"))
          .plusDays(30)
          .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private static Page book(Page page, DemoPerson patient, DemoPerson practitioner, String time) {
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Patient").selectOption(patient.fullName());
    page.getByLabel("Doctor").selectOption(practitioner.fullName());
    page.getByLabel("Date").fill(SOON.toString());
    page.getByLabel("Begins at").fill(time);
    page.locator("#book\\:save").click();
    return page;
  }

  @Test
  void a_visit_is_booked_at_the_clinics_time() throws SQLException {
    Page page = book(CHROMIUM.as(DemoPerson.ADMIN), DemoPerson.ANNA, DemoPerson.LIN, "10:30");
    assertThat(page.locator("h1")).hasText("Anna Schmidt with Mei Lin");
    assertThat(page.locator("main")).containsText("10:30 to 10:50");
    assertThat(
            Visits.read(
                "select starts_at at time zone 'Europe/Berlin' || ' ' || (ends_at - starts_at)"
                    + " || ' ' || status || ' ' || booked_by from appointment"))
        .containsExactly(SOON + " 10:30:00 00:20:00 booked " + DemoPerson.ADMIN.subject());
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done appointment.book");

    page.navigate(Stack.url("/admin/board.xhtml?day=" + SOON));
    assertThat(page.locator("tbody tr")).hasCount(1);
    assertThat(page.locator("tbody tr")).containsText("Both still to answer");
  }

  @ParameterizedTest
  @CsvSource({
    "BO, LIN, Mei Lin (doctor) is not free",
    "ANNA, MEYER, Anna Schmidt (patient) already has a visit"
  })
  void a_conflict_says_who_is_not_free_and_keeps_what_was_typed(
      DemoPerson patient, DemoPerson practitioner, String message) throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    book(page, DemoPerson.ANNA, DemoPerson.LIN, "10:30");
    book(page, patient, practitioner, "10:45");
    assertThat(page.locator("#messages")).containsText(message);
    assertThat(page.getByLabel("Begins at")).hasValue("10:45");
    assertThat(page.getByLabel("Date")).hasValue(SOON.toString());
    assertThat(Visits.read("select id from appointment")).hasSize(1);
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("refused appointment.book");
  }

  @Test
  void a_conflict_offers_other_times_and_one_of_them_is_booked_at_once() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    book(page, DemoPerson.ANNA, DemoPerson.LIN, "10:30");
    book(page, DemoPerson.BO, DemoPerson.LIN, "10:30");
    assertThat(page.locator("#instead input")).hasCount(3);
    page.locator("#instead input").first().click();
    assertThat(page.locator("h1")).hasText("Bo Andersson with Mei Lin");
    assertThat(page.locator("main")).containsText("10:50 to 11:10");
  }

  @Test
  void a_series_is_booked_and_its_members_are_moved_and_called_off_one_by_one()
      throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    book(page, DemoPerson.BO, DemoPerson.LIN, "10:30"); // in the way of the first
    page.navigate(Stack.url("/admin/series.xhtml"));
    page.getByLabel("Patient").selectOption("Anna Schmidt");
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.getByLabel("Date").fill(SOON.toString());
    page.getByLabel("Begins at").fill("10:30");
    page.getByLabel("Number of visits").fill("4");
    page.locator("[id='series:save']").click();
    assertThat(page.locator("[id='series:done']")).containsText("3 visits are booked");
    assertThat(page.locator("[id='series:missed']")).containsText("1 could not be booked");

    page.locator("[id='series:done'] a").first().click();
    page.getByText("Move this visit").click();
    page.locator("[id='detail:time:input']").fill("11:30");
    page.locator("[id='detail:move']").click();
    assertThat(page.locator("#messages")).containsText("is moved");
    page.navigate(
        Stack.url(
            "/admin/visit.xhtml?id="
                + Visits.read(
                        "select id::text from appointment where series_id is not null"
                            + " order by starts_at desc")
                    .get(0)));
    page.getByText("Cancel this visit").click();
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("main")).containsText("The visit does not take place.");
    assertThat(
            Visits.read(
                "select to_char(starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI')"
                    + " || ' ' || sequence || ' ' || status from appointment"
                    + " where series_id is not null order by starts_at"))
        .containsExactly(
            SOON.plusWeeks(1) + " 11:30 1 booked",
            SOON.plusWeeks(2) + " 10:30 0 booked",
            SOON.plusWeeks(3) + " 10:30 1 cancelled");
  }

  @Test
  void outside_of_the_doctors_hours_it_asks_first() throws SQLException {
    Page page = book(CHROMIUM.as(DemoPerson.ADMIN), DemoPerson.ANNA, DemoPerson.LIN, "12:30");
    assertThat(page.locator("main")).containsText("takes no such visits");
    assertThat(Visits.read("select id from appointment")).isEmpty();
    page.locator("[id$=anyway]").click();
    assertThat(page.locator("h1")).hasText("Anna Schmidt with Mei Lin");
    assertThat(page.locator("main")).containsText("12:30 to 12:50");
  }

  @Test
  void a_visit_is_as_long_as_its_kind_and_keeps_time_free_after_it() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Kind of visit").selectOption("psychotherapy");
    page.getByLabel("Patient").selectOption("Anna Schmidt");
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.getByLabel("Date").fill(SOON.toString());
    page.getByLabel("Begins at").fill("10:00");
    page.locator("#book\\:save").click();
    assertThat(page.locator("main")).containsText("10:00 to 10:50");
    book(page, DemoPerson.BO, DemoPerson.LIN, "10:55");
    assertThat(page.locator("#messages")).containsText("Mei Lin (doctor) is not free");
    book(page, DemoPerson.BO, DemoPerson.LIN, "11:00");
    assertThat(page.locator("h1")).hasText("Bo Andersson with Mei Lin");
  }

  @Test
  void who_is_here_is_seen_now() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.locator("#book\\:now").click();
    assertThat(page.locator(".tv-field-error")).hasCount(2); // for whom, with whom
    page.getByLabel("Patient").selectOption("Anna Schmidt");
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.locator("#book\\:now").click();
    assertThat(page.locator("h1")).hasText("Anna Schmidt with Mei Lin");
    assertThat(
            Visits.read(
                "select status from appointment where starts_at between now() - interval '1 minute'"
                    + " and now()"))
        .containsExactly("booked");
  }

  @Test
  void that_a_patient_did_not_come_is_proposed_and_confirmed_by_a_person() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(-21), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/visit.xhtml?id=" + visit));
    assertThat(page.locator("main")).containsText("the patient has not come");
    assertThat(Visits.read("select status from appointment")).containsExactly("booked");
    page.getByText("The patient did not come").first().click();
    page.getByText("Yes, the patient did not come").click();
    assertThat(page.locator("main")).containsText("Patient did not come");
    assertThat(page.getByText("Cancel this visit")).hasCount(0);
    assertThat(Visits.read("select status || ' ' || closed_by from appointment"))
        .containsExactly("noshow " + DemoPerson.ADMIN.subject());
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done appointment.noshow");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "2026-02-31", "31.12.2030", "<script>", "99999-01-01"})
  void a_date_that_is_none_is_asked_for_again(String date) throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Patient").selectOption("Anna Schmidt");
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.getByLabel("Date").evaluate("field => field.type = 'text'");
    page.getByLabel("Date").fill(date);
    page.getByLabel("Begins at").fill("10:30");
    page.locator("#book\\:save").click();
    assertThat(page.locator(".tv-field-error")).hasCount(1);
    assertThat(Visits.read("select id from appointment")).isEmpty();
  }

  @Test
  void a_time_that_has_passed_is_refused() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Patient").selectOption("Anna Schmidt");
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.getByLabel("Date").fill("2020-01-01");
    page.getByLabel("Begins at").fill("10:30");
    page.locator("#book\\:save").click();
    assertThat(page.locator("#messages")).containsText("already passed");
    assertThat(Visits.read("select id from appointment")).isEmpty();
  }

  @Test
  void somebody_who_is_not_in_the_list_cannot_be_booked() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.getByLabel("Patient")
        .evaluate(
            "menu => { menu.options[1].value = '%s'; menu.selectedIndex = 1; }"
                .formatted(UUID.randomUUID()));
    page.getByLabel("Doctor").selectOption("Mei Lin");
    page.getByLabel("Begins at").fill("10:30");
    page.locator("#book\\:save").click();
    assertThat(page.locator(".tv-field-error")).hasCount(1);
    assertThat(Visits.read("select id from appointment")).isEmpty();
  }

  @Test
  void a_visit_is_called_off_in_two_steps_and_its_time_is_free_again() throws SQLException {
    Page page = book(CHROMIUM.as(DemoPerson.ADMIN), DemoPerson.ANNA, DemoPerson.LIN, "10:30");
    page.getByText("Cancel this visit").click();
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("main")).containsText("The visit does not take place.");
    assertThat(page.getByText("Cancel this visit")).hasCount(0);
    book(page, DemoPerson.BO, DemoPerson.LIN, "10:30");
    assertThat(page.locator("h1")).hasText("Bo Andersson with Mei Lin");
    assertThat(Visits.read("select status from appointment order by booked_at"))
        .containsExactly("cancelled", "booked");
  }

  @Test
  void a_visit_that_began_in_the_meantime_is_not_called_off() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/visit.xhtml?id=" + visit));
    page.getByText("Cancel this visit").click();
    Stack.sql("update appointment set status = 'arrived', version = version + 1");
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("#messages")).containsText("has begun or is over");
    assertThat(Visits.read("select status from appointment")).containsExactly("arrived");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("refused appointment.cancel");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/visit.xhtml",
        "/admin/visit.xhtml?id=",
        "/admin/visit.xhtml?id=1",
        "/admin/visit.xhtml?id=00000000-0000-4000-8000-000000000000",
        "/admin/visit.xhtml?id='%20or%201=1"
      })
  void a_visit_that_does_not_exist_is_not_found(String path) {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    Response answer = page.navigate(Stack.url(path));
    assertThat(answer.status()).isEqualTo(404);
    assertThat(page.locator("h1")).hasText("There is no such page");
  }

  @Test
  void the_board_of_a_day_that_is_none_is_todays() {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    Response answer = page.navigate(Stack.url("/admin/board.xhtml?day=soon"));
    assertThat(answer.status()).isEqualTo(200);
    assertThat(page.locator("h1")).hasText("Today");
  }
}
