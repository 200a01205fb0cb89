package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

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

/** The patient's next visit, and the practitioner's day. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class DayPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  @Test
  void without_a_visit_the_patient_is_told_what_to_do() {
    assertThat(CHROMIUM.as(DemoPerson.ANNA).locator("main"))
        .containsText("Choose a time yourself, or call the clinic");
  }

  @Test
  void the_next_visit_says_with_whom_and_what_is_still_to_do() throws SQLException {
    UUID soon = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.MEYER);
    Visits.in(Duration.ofMinutes(5), DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    assertThat(page.locator("#next h2")).containsText("Mei Lin");
    assertThat(page.locator("#next .tv-todo .tv-open")).hasCount(2);
    assertThat(page.getByText("Enter the visit")).hasCount(0);
    assertThat(page.getByText("Answer two questions first"))
        .hasAttribute("href", "/visit/consents.xhtml?id=" + soon);
    assertThat(page.locator("main")).containsText("Jonas Meyer");
    assertThat(page.locator("main")).not().containsText("Bo Andersson");
  }

  @Test
  void the_button_says_from_when_it_can_be_pressed() throws SQLException {
    UUID visit = Visits.in(Duration.ofHours(3), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    assertThat(page.locator("#next button")).isDisabled();
    assertThat(page.locator("#next button")).containsText("You can enter from: ");
  }

  @Test
  void the_page_shows_the_way_in_as_soon_as_the_room_opens() throws SQLException {
    UUID visit = Visits.in(Duration.ofSeconds(15 * 60 + 20), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.getByText("Enter the visit").waitFor(); // without anybody touching the page
    assertThat(page.getByText("Enter the visit"))
        .hasAttribute("href", "/room/visit.xhtml?id=" + visit);
  }

  @Test
  void declining_the_recording_does_not_close_the_room() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    Visits.answer(visit, DemoPerson.ANNA, "recording", "deny");
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    assertThat(page.getByText("Enter the visit")).isVisible();
    assertThat(page.locator("#next .tv-todo .tv-done")).hasCount(2);
  }

  @Test
  void declining_the_treatment_does() throws SQLException {
    UUID visit = Visits.in(Duration.ofMinutes(5), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "treatment", "deny");
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    assertThat(page.getByText("Enter the visit")).hasCount(0);
    assertThat(page.getByText("Look at your answer")).isVisible();
  }

  @Test
  void the_practitioners_day_follows_what_happens_without_a_reload() throws SQLException {
    // under way, so that it is of today even around midnight
    UUID visit = Visits.in(Duration.ofMinutes(-1), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.in(Duration.ofMinutes(-1), DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.LIN);
    assertThat(page.locator(".tv-item")).hasCount(1);
    assertThat(page.locator(".tv-item")).containsText("Video: not answered");
    page.evaluate("window.same = true");

    Visits.answer(visit, DemoPerson.ANNA, "treatment", "permit");
    Visits.answer(visit, DemoPerson.LIN, "treatment", "permit");
    Visits.answer(visit, DemoPerson.ANNA, "recording", "deny");
    page.getByText("Video: agreed").waitFor();
    assertThat(page.locator(".tv-item")).containsText("Recording: declined");
    assertThat(page.getByText("Enter the visit")).isVisible();

    Stack.sql(
        """
        insert into encounter (id, version, appointment_id, status, opened_at, arrived_at)
        select gen_random_uuid(), 0, id, 'arrived', now() - interval '4 minutes', now() - interval '4 minutes'
        from appointment where id = '%s'
        """
            .formatted(visit));
    page.getByText("Waiting 04:").waitFor();
    assertThat(page.evaluate("window.same")).isEqualTo(true);
  }

  @Test
  void the_board_names_visits_that_did_not_take_place() throws SQLException {
    UUID missed = Visits.in(Duration.ofHours(-3), DemoPerson.ANNA, DemoPerson.LIN);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    String day =
        Visits.read("select (starts_at at time zone 'Europe/Berlin')::date::text from appointment")
            .get(0);
    page.navigate(Stack.url("/admin/board.xhtml?day=" + day));
    assertThat(page.locator(".tv-notice a"))
        .hasAttribute("href", "/admin/visit.xhtml?id=" + missed);
    assertThat(page.locator("tbody")).containsText("Did not take place");
  }
}
