package org.televisit.scheduling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
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
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** A patient finds a time, keeps it while writing, books it, moves it and calls it off. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PatientBookingPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final String REASON = "My knee hurts <b>since</b> Monday";
  private static final String ROWS =
      "select status || ' ' || coalesce(cancel_reason, '-') from appointment order by booked_at";

  /** A Monday at least a week ahead, on which both doctors work. */
  private final LocalDate monday =
      LocalDate.now(ZoneId.of("Europe/Berlin"))
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY))
          .plusWeeks(1);

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private Page find(Page page, DemoPerson doctor) {
    page.navigate(Stack.url("/patient/find.xhtml?day=" + monday));
    page.getByLabel("Doctor").selectOption(doctor.fullName());
    page.locator("[id='quest:show']").click();
    page.waitForURL("**practitioner=*");
    return page;
  }

  private static Locator time(Page page, String clock) {
    return page.locator(
        "#offers section:has(h2:has-text('Monday')) input[value='%s']".formatted(clock));
  }

  private Page hold(DemoPerson patient, String clock) {
    Page page = find(CHROMIUM.as(patient), DemoPerson.LIN);
    time(page, clock).click();
    assertThat(page.locator("h1")).hasText("With Mei Lin");
    return page;
  }

  private static void confirm(Page page) {
    page.locator("[id='hold:confirm']").click();
  }

  @Test
  void a_time_is_held_while_the_reason_is_written_and_then_booked() throws SQLException {
    Page page = hold(DemoPerson.ANNA, "08:20");
    assertThat(page.locator("#held")).containsText("held for you until");
    assertThat(page.locator("[data-left]")).containsText("4:");
    assertThat(Visits.read(ROWS)).containsExactly("pending -");
    page.getByLabel("Why you come").fill(REASON);
    confirm(page);
    assertThat(page.locator("#messages")).containsText("Your visit is booked");
    assertThat(page.locator("#visit")).containsText(REASON);
    assertThat(
            Visits.read(
                "select status || ' ' || reason || ' ' || (starts_at at time zone 'Europe/Berlin')"
                    + " from appointment"))
        .containsExactly("booked " + REASON + " " + monday + " 08:20:00");
    assertThat(Visits.trail(DemoPerson.ANNA))
        .endsWith("done appointment.hold", "done appointment.confirm");
    assertThat(Visits.read("select 1 from audit_event where detail like '%knee%'")).isEmpty();
    assertThat(page.url()).doesNotContain("knee");
    page.navigate(Stack.url("/patient/home.xhtml"));
    assertThat(page.locator("main")).containsText("With Mei Lin");

    Page doctor = CHROMIUM.as(DemoPerson.LIN);
    String visit = Visits.read("select id from appointment").get(0);
    doctor.navigate(Stack.url("/practitioner/planned.xhtml?id=" + visit));
    assertThat(doctor.locator("main")).containsText(REASON);
    assertThat(Visits.trail(DemoPerson.LIN)).endsWith("done appointment.read");
  }

  @Test
  void whoever_takes_longer_gets_the_time_all_the_same_if_it_is_still_free() throws SQLException {
    Page page = hold(DemoPerson.ANNA, "08:20");
    page.getByLabel("Why you come").fill(REASON);
    Stack.sql("update appointment set held_until = now()");
    confirm(page);
    assertThat(page.locator("#messages")).containsText("Your visit is booked");
    assertThat(page.locator("#visit")).containsText(REASON);
    assertThat(Visits.read(ROWS)).containsExactly("cancelled hold-expired", "booked -");
  }

  @Test
  void when_the_time_is_gone_others_are_offered_and_nothing_written_is_lost() throws SQLException {
    Page page = hold(DemoPerson.ANNA, "08:20");
    page.getByLabel("Why you come").fill(REASON);
    Stack.sql("update appointment set held_until = now()");
    Page faster = hold(DemoPerson.BO, "08:20");
    confirm(faster);
    assertThat(faster.locator("#messages")).containsText("Your visit is booked");

    confirm(page);
    assertThat(page.locator("#messages")).containsText("Mei Lin (doctor) is not free");
    assertThat(page.locator("#over")).isVisible();
    assertThat(page.getByLabel("Why you come")).hasValue(REASON);
    assertThat(page.locator("[id$='instead'] input")).hasCount(3);
    page.locator("[id$='instead'] input").first().click();
    assertThat(page.locator("#held")).isVisible();
    assertThat(page.getByLabel("Why you come")).hasValue(REASON);
    confirm(page);
    assertThat(page.locator("#visit")).containsText(REASON);
    assertThat(
            Visits.read(
                "select (starts_at at time zone 'Europe/Berlin')::time::text from appointment a"
                    + " join patient p on p.id = a.patient_id"
                    + " where a.status = 'booked' and p.subject = ?",
                DemoPerson.ANNA.subject()))
        .containsExactly("08:40:00");
  }

  @Test
  void what_somebody_holds_is_offered_to_nobody_else_until_they_give_it_back() throws SQLException {
    Page late = find(CHROMIUM.as(DemoPerson.BO), DemoPerson.LIN);
    Page page = hold(DemoPerson.ANNA, "08:20");
    time(late, "08:20").click(); // the page is older than the hold
    assertThat(late.locator("#messages")).containsText("Mei Lin (doctor) is not free");
    assertThat(late.locator("[id$='instead'] input")).hasCount(3);
    assertThat(time(late, "08:20")).hasCount(0);

    page.locator("[id='hold:back']").click();
    assertThat(page.locator("h1")).hasText("Book a visit");
    find(late, DemoPerson.LIN);
    assertThat(time(late, "08:20")).hasCount(1);
    assertThat(Visits.read(ROWS)).containsExactly("cancelled hold-released");
  }

  @Test
  void somebody_far_away_sees_their_own_time_and_the_clinics() throws SQLException {
    Page page =
        CHROMIUM.as(
            DemoPerson.ANNA, new Browser.NewContextOptions().setTimezoneId("Asia/Shanghai"));
    page.navigate(Stack.url("/patient/find.xhtml?day=" + monday));
    page.reload(); // the zone is known from the second page on
    assertThat(page.locator(".tv-lead")).containsText("Times are yours");
    assertThat(page.locator("#offers input[type=submit]").first())
        .hasAttribute(
            "value",
            java.util.regex.Pattern.compile("1[45]:00 your time \\(08:00 at the clinic\\)"));
    page.locator("#offers input[type=submit]").first().click();
    confirm(page);
    assertThat(page.locator("#visit")).containsText("(08:00 at the clinic)");
    assertThat(
            Visits.read(
                "select (starts_at at time zone 'Europe/Berlin')::time::text from appointment"))
        .containsExactly("08:00:00");
  }

  @Test
  void a_visit_is_moved_and_called_off_by_its_patient() throws SQLException {
    Page page = hold(DemoPerson.ANNA, "08:20");
    confirm(page);
    page.locator("[id='change:look']").click();
    Locator other =
        page.locator("[id$='instead'] input").last(); // far enough ahead to be called off
    String when = other.getAttribute("value");
    other.click();
    assertThat(page.locator("#messages")).containsText("Your visit was moved");
    assertThat(page.locator("#visit")).containsText(when);
    assertThat(Visits.read("select sequence || ' ' || status from appointment"))
        .containsExactly("1 booked");

    page.getByText("Cancel this visit").click();
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("#messages")).containsText("Your visit was cancelled");
    assertThat(Visits.read(ROWS)).containsExactly("cancelled pat");
    assertThat(Visits.trail(DemoPerson.ANNA))
        .endsWith("done appointment.move", "done appointment.cancel");
  }

  @Test
  void a_move_does_not_overwrite_what_the_clinic_changed_meanwhile() throws SQLException {
    Page page = hold(DemoPerson.ANNA, "08:20");
    confirm(page);
    page.locator("[id='change:look']").click();
    Stack.sql(
        "update appointment set starts_at = starts_at + interval '5 hours', version = version + 1,"
            + " ends_at = ends_at + interval '5 hours', blocked_to = blocked_to + interval '5 hours'");
    page.locator("[id$='instead'] input").first().click();
    assertThat(page.locator("#messages")).containsText("Somebody else changed this");
    assertThat(
            Visits.read(
                "select (starts_at at time zone 'Europe/Berlin')::time::text from appointment"))
        .containsExactly("13:20:00");
    assertThat(Visits.trail(DemoPerson.ANNA)).endsWith("refused appointment.move");
  }

  @Test
  void shortly_before_the_visit_the_page_says_to_call() throws SQLException {
    UUID visit = Visits.in(Duration.ofHours(23), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(Stack.url("/patient/appointment.xhtml?id=" + visit));
    assertThat(page.locator("main")).containsText("Please call the clinic");
    assertThat(page.getByText("Cancel this visit")).hasCount(0);
  }

  @Test
  void a_mother_books_for_her_child_and_nobody_books_for_a_stranger() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(Stack.url("/patient/find.xhtml?day=" + monday));
    page.getByLabel("For whom").selectOption("Mia Schmidt");
    page.locator("[id='quest:show']").click();
    page.waitForURL("**patient=*");
    page.locator("#offers input[type=submit]").first().click();
    assertThat(page.locator("h1")).containsText("For Mia Schmidt");
    confirm(page);
    assertThat(page.locator("#messages")).containsText("Your visit is booked");

    String mia =
        Visits.read("select id from patient where subject = ?", DemoPerson.MIA.subject()).get(0);
    Page stranger = CHROMIUM.as(DemoPerson.BO);
    assertThat(stranger.navigate(Stack.url("/patient/find.xhtml?patient=" + mia)).status())
        .isEqualTo(403);
    String visit = Visits.read("select id from appointment").get(0);
    for (String pageOfIt : new String[] {"appointment", "hold"}) {
      assertThat(
              stranger
                  .navigate(Stack.url("/patient/%s.xhtml?id=%s".formatted(pageOfIt, visit)))
                  .status())
          .isEqualTo(404);
    }
  }

  @Test
  void whoever_waits_is_offered_the_time_that_becomes_free() throws SQLException {
    Stack.sql(
        """
        insert into deviation (id, version, kind, starts_at, ends_at, set_by, set_at)
        values (gen_random_uuid(), 0, 'closure', '%1$s 00:00+0', timestamptz '%1$s 00:00+0'
          + interval '60 days', 'x', now())
        """
            .formatted(monday));
    Page page = find(CHROMIUM.as(DemoPerson.BO), DemoPerson.LIN);
    page.locator("[id$=':await']").click();
    assertThat(page.locator("#messages")).containsText("You are on the waiting list");
    Stack.sql("update deviation set removed_by = 'x', removed_at = now()");
    page.waitForCondition(
        () -> {
          page.navigate(Stack.url("/patient/home.xhtml"));
          return page.locator("main").textContent().contains("A time has become free");
        },
        new Page.WaitForConditionOptions().setTimeout(60_000));
    page.getByText("Look at it and book").click();
    confirm(page);
    assertThat(page.locator("#messages")).containsText("Your visit is booked");
    assertThat(Visits.read("select status || ' ' || booked_by from appointment"))
        .containsExactly("booked system:waitlist");
  }

  @Test
  void a_week_without_times_leads_to_the_next_one() throws SQLException {
    Stack.sql(
        """
        insert into deviation (id, version, kind, starts_at, ends_at, set_by, set_at)
        values (gen_random_uuid(), 0, 'closure', '%1$s 00:00+0', timestamptz '%1$s 00:00+0'
          + interval '8 days', 'x', now())
        """
            .formatted(monday));
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(Stack.url("/patient/find.xhtml?day=" + monday));
    assertThat(page.locator("main")).containsText("No free times in these seven days");
    page.getByText("Show the next free times").click();
    assertThat(page.locator("#offers input[type=submit]").first()).isVisible();
  }
}
