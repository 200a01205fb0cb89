package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
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

/** The office's board of today follows what happens in the rooms. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BoardPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private static Locator row(Page page, UUID visit) {
    return page.locator("[data-visit='%s']".formatted(visit));
  }

  private static void encounter(UUID visit, String change) throws SQLException {
    Stack.sql(
        "update encounter set version = version + 1, %s where appointment_id = '%s'"
            .formatted(change, visit));
  }

  /** The patient came so long ago. */
  private static void arrived(UUID visit, String ago) throws SQLException {
    Stack.sql(
        """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at)
        values (gen_random_uuid(), 0, '%1$s', 'arrived', now() - interval '%2$s',
          now() - interval '%2$s');
        update appointment set status = 'arrived', version = version + 1
        """
            .formatted(visit, ago));
  }

  @Test
  void a_visit_is_followed_from_waiting_to_its_end_without_a_reload() throws SQLException {
    // under way, so that it is of today even around midnight
    UUID visit = Visits.in(Duration.ofSeconds(-65), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    assertThat(row(page, visit)).containsText("Room is open");
    assertThat(row(page, visit)).containsText("01:"); // behind: nobody has come
    page.evaluate("window.same = true");

    arrived(visit, "4 minutes");
    row(page, visit).getByText("Waiting 04:").waitFor();
    assertThat(row(page, visit)).containsText("behind");
    assertThat(row(page, visit)).containsText("since ");

    encounter(visit, "status = 'in-progress', started_at = now()");
    row(page, visit).getByText("In progress").waitFor();
    assertThat(row(page, visit)).containsText("let in at ");
    assertThat(row(page, visit)).not().containsText("behind");

    encounter(visit, "status = 'finished', ended_at = now()");
    Stack.sql("update appointment set status = 'fulfilled', version = version + 1");
    row(page, visit).getByText("Done").waitFor();
    assertThat(row(page, visit)).containsText("ended at ");
    assertThat(page.evaluate("window.same")).isEqualTo(true);
  }

  @Test
  void a_visit_that_goes_on_after_its_end_is_late() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(-30), DemoPerson.ANNA, DemoPerson.LIN);
    Stack.sql(
        """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at, started_at)
        values (gen_random_uuid(), 0, '%s', 'in-progress', now(), now(), now());
        update appointment set status = 'arrived', begun_at = now(), version = version + 1
        """
            .formatted(visit));
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/board.xhtml?day=" + day()));
    assertThat(row(page, visit)).containsText("10:");
    assertThat(row(page, visit)).containsText("behind");
    assertThat(page.locator(".tv-notice")).hasCount(0);
  }

  @Test
  void who_did_not_come_is_asked_about_until_somebody_says_so() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(-21), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/board.xhtml?day=" + day()));
    page.locator(".tv-notice a").click();
    page.getByText("The patient did not come").first().click();
    page.getByText("Yes, the patient did not come").click();
    assertThat(page.locator("main")).containsText("Patient did not come");
    page.navigate(Stack.url("/admin/board.xhtml?day=" + day()));
    assertThat(page.locator(".tv-notice")).hasCount(0);
    assertThat(row(page, visit)).containsText("Patient did not come");
    assertThat(Visits.read("select status from appointment")).containsExactly("noshow");
  }

  @Test
  void who_waited_in_vain_is_asked_about_and_never_counts_as_absent() throws SQLException {
    UUID visit = Visits.in(Duration.ofHours(-27), DemoPerson.ANNA, DemoPerson.LIN); // yesterday
    arrived(visit, "27 hours");
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.locator(".tv-notice a").click(); // today, until somebody says what happened
    assertThat(page.locator("main")).containsText("nobody let them in");
    assertThat(page.getByText("The patient did not come")).hasCount(0);
    page.getByText("The patient waited in vain").click();
    assertThat(page.locator("main select option"))
        .hasText(new String[] {"The doctor cannot come", "Booked by mistake", "Another reason"});
    page.getByText("Yes, cancel it").click();
    assertThat(page.locator("main")).containsText("The doctor cannot come");
    assertThat(Visits.read("select status || ' ' || cancel_reason from appointment"))
        .containsExactly("cancelled prov");
    assertThat(Visits.read("select id::text from notification")).isEmpty();
    page.navigate(Stack.url("/admin/board.xhtml"));
    assertThat(page.locator(".tv-notice")).hasCount(0);
  }

  @Test
  void what_is_only_held_is_no_visit() throws SQLException {
    Visits.held(Duration.ofMinutes(1), Duration.ofMinutes(5), DemoPerson.BO, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/board.xhtml?day=" + day()));
    assertThat(page.locator("main")).containsText("No visits on this day");
  }

  /** The clinic's day on which the visit begins. */
  private static String day() throws SQLException {
    return Visits.read(
            "select (starts_at at time zone 'Europe/Berlin')::date::text from appointment")
        .get(0);
  }
}
