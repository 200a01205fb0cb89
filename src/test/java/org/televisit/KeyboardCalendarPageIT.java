package org.televisit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.dev.DemoPerson;

/** What the calendar does with a mouse it does with a keyboard, too (WCAG 2.2, 2.1.1 and 2.5.7). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyboardCalendarPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private Page page;
  private Keyboard keys;

  @BeforeEach
  void aVisitAtTen() throws SQLException {
    Stack.cleanSlate();
    Stack.sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at,
          status, booked_by, booked_at)
        select gen_random_uuid(), 0, p.id, d.id, timestamp '2031-01-14 10:00' at time zone 'Europe/Berlin',
          timestamp '2031-01-14 10:20' at time zone 'Europe/Berlin', 'booked', 'x', now()
        from patient p, practitioner d where p.subject = '%s' and d.subject = '%s'
        """
            .formatted(DemoPerson.ANNA.subject(), DemoPerson.LIN.subject()));
    page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/calendar.xhtml?day=2031-01-14"));
    page.locator(".tv-calendar a.tv-visit").waitFor();
    keys = new Keyboard(page);
  }

  private static String times() throws SQLException {
    return Visits.read(
            "select to_char(starts_at at time zone 'Europe/Berlin', 'YYYY-MM-DD HH24:MI') || ' ' ||"
                + " extract(epoch from ends_at - starts_at)::int / 60 || ' ' || status"
                + " from appointment")
        .get(0);
  }

  @Test
  void a_visit_of_the_grid_is_opened_moved_and_made_longer() throws SQLException {
    keys.reach("10:00"); // the visit in the grid comes before the one in the list
    assertThat(page.locator(".tv-calendar a.tv-visit")).isFocused();
    keys.follow("Enter");
    assertThat(page.locator("#visit-title")).hasText("Anna Schmidt with Mei Lin");

    page.locator("#visit").focus(); // where the address leads
    keys.reach("Begins at").type("1130AM");
    keys.reach("Length").type("30");
    keys.reach("Move the visit").follow("Enter");
    assertThat(page.locator("#messages")).containsText("is moved");
    assertThat(times()).isEqualTo("2031-01-14 11:30 30 booked");
  }

  @Test
  void a_visit_is_handed_to_another_doctor() throws SQLException {
    page.locator("[data-visit] a").focus();
    keys.follow("Enter");
    page.locator("#visit").focus();
    keys.reach("Doctor").type("Jonas");
    keys.reach("Move the visit").follow("Enter");
    assertThat(page.locator("#messages")).containsText("is with Jonas Meyer now");
    assertThat(page.locator("#visit-title")).hasText("Anna Schmidt with Jonas Meyer");
    assertThat(times()).isEqualTo("2031-01-14 10:00 20 booked");
  }

  @Test
  void a_visit_of_the_list_is_opened_and_called_off() throws SQLException {
    page.locator("[data-visit] a").focus();
    keys.follow("Enter");
    page.locator("#visit").focus();
    keys.reach("Cancel this visit").press("Enter");
    keys.reach("Yes, cancel it").follow("Enter");
    assertThat(page.locator("#messages")).containsText("is cancelled");
    assertThat(times()).isEqualTo("2031-01-14 10:00 20 cancelled");
  }

  @Test
  void days_weeks_and_months_are_turned() {
    keys.reach("Later").follow("Enter");
    assertThat(page.locator("h1")).containsText("15 January 2031");
    keys.reach("Week").follow("Enter");
    assertThat(page.locator("h1")).containsText("13 January 2031");
    assertThat(page.locator("h1")).containsText("19 January 2031");
    keys.reach("Month").follow("Enter");
    assertThat(page.locator("h1")).containsText("31 January 2031");
  }

  @Test
  void without_the_grid_the_list_says_the_same() {
    page.setViewportSize(390, 844);
    assertThat(page.locator(".tv-calendar")).not().isVisible();
    assertThat(page.locator("[data-visit]")).containsText("10:00 to 10:20");
    assertThat(page.locator("[data-visit]")).containsText("Anna Schmidt");
    assertThat(page.locator("[data-visit]")).containsText("Mei Lin");
  }
}
