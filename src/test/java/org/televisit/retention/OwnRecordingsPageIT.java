package org.televisit.retention;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Looks;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.compliance.RecordedVisit;
import org.televisit.compliance.TinyWebm;
import org.televisit.dev.DemoPerson;

/** What people are told of how long their recordings are kept. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class OwnRecordingsPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final String PAGE = "/patient/recordings.xhtml";

  @BeforeAll
  static void arrange() throws Exception {
    Stack.cleanSlate();
    recorded(DemoPerson.ANNA, 3);
    recorded(DemoPerson.ANNA, 10).hold("AZ 4711/30", "a complaint of the patient is pending");
    RecordedVisit old = recorded(DemoPerson.ANNA, 400);
    Stack.sql(
        """
        update recording set erasing_since = now(), erased_at = now(), erased_under = 'policy/x'
        where appointment_id = '%s'
        """
            .formatted(old.id()));
    RecordedVisit childs = recorded(DemoPerson.MIA, 20);
    childs.record(DemoPerson.ANNA, TinyWebm.ofSeconds(4), Duration.ZERO);
  }

  private static RecordedVisit recorded(DemoPerson patient, int daysAgo) throws Exception {
    Instant start = Instant.now().minus(Duration.ofDays(daysAgo));
    RecordedVisit visit = RecordedVisit.between(patient, DemoPerson.LIN, start);
    visit.record(patient, TinyWebm.ofSeconds(20), Duration.ZERO);
    visit.record(patient, TinyWebm.ofSeconds(25), Duration.ofSeconds(30));
    visit.finish(Duration.ofMinutes(1));
    return visit;
  }

  @Test
  void each_visit_says_how_long_it_is_kept_or_when_it_was_deleted() {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.locator(".tv-nav a[href$='recordings.xhtml']").click();
    Locator items = page.locator("main .tv-item");
    assertThat(items).hasCount(5);
    assertThat(items.nth(0)).containsText("Anna Schmidt, with Mei Lin");
    assertThat(items.nth(0)).containsText("00:45 of picture and sound");
    assertThat(items.nth(0)).containsText("Kept until ");
    assertThat(items.nth(0)).containsText("Why so long: Ten years, as for the medical record");
    assertThat(items.nth(1)).containsText("Kept until further notice");
    assertThat(items.nth(1)).not().containsText("complaint");
    assertThat(items.nth(4)).containsText("Deleted on ");
    assertThat(items.nth(4)).not().containsText("of picture and sound");
  }

  @Test
  void who_answers_for_a_child_is_told_of_the_childs_and_nobody_else_is() throws SQLException {
    Page mother = CHROMIUM.as(DemoPerson.ANNA);
    mother.navigate(Stack.url(PAGE));
    assertThat(mother.locator("main .tv-item-title"))
        .containsText(
            new String[] {"Anna", "Anna", "Anna", "Mia", "Anna"}); // two of the child's visit
    Page child = CHROMIUM.as(DemoPerson.MIA);
    child.navigate(Stack.url(PAGE));
    assertThat(child.locator("main .tv-item")).hasCount(1);
    Page other = CHROMIUM.as(DemoPerson.BO);
    other.navigate(Stack.url(PAGE));
    assertThat(other.locator("main")).containsText("Nothing of you is recorded");
    assertThat(Visits.trail(DemoPerson.BO))
        .containsExactly("done sign-in", "done retention.read-own");
  }

  @Test
  void it_is_clean_in_every_look() {
    Page page = CHROMIUM.as(DemoPerson.ANNA, new Browser.NewContextOptions());
    List<String> flaws = Looks.flaws(page, "patient-recordings", Stack.url(PAGE));
    assertThat(flaws).isEmpty();
  }
}
