package org.televisit.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** What people see when something fails that nobody planned: here the database says no. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ErrorPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final Pattern REFERENCE = Pattern.compile("[2-9A-Z]{4}-[2-9A-Z]{4}");

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofDays(1), DemoPerson.ANNA, DemoPerson.LIN);
  }

  @AfterEach
  void repair() throws SQLException {
    Stack.sql("grant select on consent_form to televisit_app");
    Stack.sql("grant insert on audit_event to televisit_app");
  }

  private String consents() {
    return Stack.url("/visit/consents.xhtml?id=" + visit);
  }

  @Test
  void a_page_that_cannot_be_shown_gives_way_to_a_calm_one_with_a_reference()
      throws SQLException, IOException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    Stack.sql("revoke select on consent_form from televisit_app");
    Response answer = page.navigate(consents());
    assertThat(answer.status()).isEqualTo(500);
    assertCalm(page);
    assertThat(page.locator("h1")).hasText("Something went wrong on our side");
  }

  @Test
  void a_button_that_fails_leaves_the_page_and_says_so() throws SQLException, IOException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(consents());
    Stack.sql("revoke insert on audit_event from televisit_app");
    page.locator("input[type=submit][value^='I agree']").first().click();
    assertThat(page.locator("h1")).hasText("Your consent");
    assertCalm(page);
    assertThat(Visits.read("select id from consent")).isEmpty();
  }

  @Test
  void what_was_asked_on_a_page_from_before_is_not_done_on_a_guess() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.navigate(consents());
    page.context()
        .clearCookies(
            new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("TELEVISIT")));
    page.locator("input[type=submit][value^='I agree']").first().click();
    page.waitForLoadState();
    assertThat(page.locator("main")).not().containsText("Exception");
    assertThat(Visits.read("select id from consent")).isEmpty();
    page.navigate(consents());
    page.locator("input[type=submit][value^='I agree']").first().click();
    assertThat(page.getByText("You agreed")).isVisible();
  }

  /** No word of the machine, a reference number, and the same number in the server's log. */
  private static void assertCalm(Page page) throws IOException {
    String text = page.locator("main").innerText();
    assertThat(text).doesNotContain("Exception", "at org.", "SQL", "permission denied");
    Matcher reference = REFERENCE.matcher(text);
    assertThat(reference.find()).as(text).isTrue();
    assertThat(Files.readString(Stack.data().resolve("log/wildfly.log")))
        .contains("reference " + reference.group());
  }
}
