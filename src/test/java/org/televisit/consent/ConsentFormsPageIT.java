package org.televisit.consent;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Accessibility;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** What the clinic's office writes, publishes and rules. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentFormsPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final String NEW_ENGLISH = "New.\n\nPurpose: to try a new version.";

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofDays(1), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.answer(visit, DemoPerson.ANNA, "recording", "permit");
  }

  private static Page office(String path) {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url(path));
    return page;
  }

  private static Locator button(Page page, String name) {
    return page.locator("input[type=submit][value='" + name + "']");
  }

  private static Page draft() {
    Page page = office("/admin/forms.xhtml");
    button(page, "Write a new version: Recording").click();
    assertThat(page.locator("h1")).hasText("Recording, version 2");
    return page;
  }

  private static void type(Page page, String title, String english, String chinese) {
    page.getByLabel("Title").first().fill(title);
    page.locator("textarea").first().fill(english);
    page.locator("textarea").last().fill(chinese);
    button(page, "Save the draft").click();
    assertThat(page.locator("#messages")).containsText("The draft is saved");
  }

  private static void publish(Page page) {
    page.locator("summary", new Page.LocatorOptions().setHasText("Publish this version")).click();
    button(page, "Publish now").click();
  }

  @Test
  void a_version_is_written_previewed_published_and_asked() throws SQLException {
    Page page = draft();
    type(page, "Recording, anew", NEW_ENGLISH, "新的文本。");
    assertThat(page.locator(".tv-prose").first().locator("strong").last()).hasText("Purpose:");
    Page patient = CHROMIUM.as(DemoPerson.ANNA);
    patient.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    assertThat(patient.locator("main")).not().containsText("Recording, anew");

    publish(page);
    assertThat(page.locator("#messages")).containsText("Published");
    assertThat(page.locator("textarea")).hasCount(0);
    patient.reload();
    assertThat(patient.locator("main")).containsText("Recording, anew");
    assertThat(patient.locator("main"))
        .containsText("It was given to an earlier text, version 1, and still counts");
    assertThat(
            Visits.read(
                """
                select version || ' ' || language || ' ' || status from consent_form
                where purpose = 'recording' order by version, language
                """))
        .containsExactly(
            "1 en superseded", "1 zh-CN superseded", "2 en published", "2 zh-CN published");
    assertThat(Visits.trail(DemoPerson.ADMIN))
        .containsExactly(
            "done sign-in",
            "done consent.form.draft",
            "done consent.form.draft",
            "done consent.form.publish");
  }

  @Test
  void the_list_tells_the_state_of_each_version_and_how_many_answers_quote_it() {
    draft();
    Page page = office("/admin/forms.xhtml");
    Locator rows = page.locator(".tv-card").nth(1).locator("tbody tr");
    assertThat(rows).hasCount(2);
    assertThat(rows.nth(0)).containsText("Draft");
    assertThat(rows.nth(1)).containsText("Published");
    assertThat(rows.nth(1).locator(".tv-number")).hasText("1");
    assertThat(button(page, "Go on with the draft: Recording")).isVisible();
  }

  @Test
  void what_somebody_else_changed_meanwhile_is_not_overwritten() throws SQLException {
    Page one = draft();
    Page two = one.context().newPage();
    two.navigate(one.url());
    type(one, "First", NEW_ENGLISH, "一。");
    two.getByLabel("Title").first().fill("Second");
    button(two, "Save the draft").click();
    assertThat(two.locator("#messages")).containsText("somebody else has changed this draft");
    publish(two);
    assertThat(two.locator("#messages")).containsText("somebody else has changed this draft");
    assertThat(Visits.read("select title from consent_form where version = 2 and language = 'en'"))
        .containsExactly("First");
  }

  @Test
  void an_empty_text_is_not_taken() throws SQLException {
    Page page = draft();
    page.locator("textarea").last().fill("");
    button(page, "Save the draft").click();
    assertThat(page.locator(".tv-field-error")).hasCount(1);
    assertThat(Visits.read("select revision from consent_form where version = 2"))
        .containsExactly("0", "0");
  }

  @Test
  void a_text_whose_validity_ends_before_the_visit_cannot_be_agreed_to() throws SQLException {
    Page page = draft();
    LocalDate today = LocalDate.now(ZoneId.of("Europe/Berlin"));
    page.getByLabel("Last day of validity").fill(today.toString());
    button(page, "Save the draft").click();
    publish(page);
    assertThat(page.locator("#messages")).containsText("Published");
    Page doctor = CHROMIUM.as(DemoPerson.LIN);
    UUID later = Visits.in(Duration.ofDays(3), DemoPerson.BO, DemoPerson.LIN);
    doctor.navigate(Stack.url("/visit/consents.xhtml?id=" + later));
    assertThat(doctor.locator("main")).containsText("which is before the visit");
    assertThat(button(doctor, "I agree to being recorded")).hasCount(0);
    assertThat(button(doctor, "I do not agree to being recorded")).isVisible();
    page.navigate(Stack.url("/admin/forms.xhtml"));
    assertThat(page.locator("main")).containsText("Write and publish a new version");
  }

  @Test
  void the_rules_are_examples_until_the_clinic_has_checked_them() throws SQLException {
    Page page = office("/admin/rules.xhtml");
    assertThat(page.locator("main")).containsText("They are not legal advice");
    Locator germany =
        page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText("Germany"));
    assertThat(germany).containsText("Example, not checked");
    germany.locator("select").selectOption("Nobody may be recorded");
    germany.locator("input[type=submit]").click();
    assertThat(page.locator("#messages")).containsText("Saved: Germany");
    assertThat(germany).containsText("By your clinic");
    assertThat(Visits.read("select rule from recording_rule where jurisdiction = 'DE'"))
        .containsExactly("prohibited");

    page.getByLabel("Code of the place").fill("pt");
    button(page, "Add").click();
    assertThat(page.locator("#messages")).containsText("Saved: Portugal");
    page.getByLabel("Code of the place").fill("qq");
    button(page, "Add").click();
    assertThat(page.locator("#messages")).containsText("this place is not known");
    assertThat(Accessibility.violations(page)).isEmpty();
    assertThat(Visits.trail(DemoPerson.ADMIN))
        .containsExactly("done sign-in", "done recording.rule", "done recording.rule");
  }
}
