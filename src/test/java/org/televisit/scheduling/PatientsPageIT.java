package org.televisit.scheduling;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The office says who comes along to whose visits, and what follows for those people. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PatientsPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  private static Page patient(DemoPerson who) {
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/patients.xhtml"));
    page.locator("tr")
        .filter(new Locator.FilterOptions().setHasText(who.fullName()))
        .getByRole(com.microsoft.playwright.options.AriaRole.LINK)
        .click();
    assertThat(page.locator("h1")).hasText(who.fullName());
    return page;
  }

  private static void add(Page page, DemoPerson who, String relationship, boolean represents) {
    page.getByLabel("Person").selectOption(who.fullName());
    page.getByLabel("Relationship").selectOption(relationship);
    page.locator("input[type=checkbox]").setChecked(represents);
    page.locator("[id='adding:add']").click();
  }

  @Test
  void a_father_is_added_answers_and_parts_again() throws SQLException {
    Visits.in(Duration.ofDays(1), DemoPerson.MIA, DemoPerson.LIN);
    Page office = patient(DemoPerson.MIA);
    assertThat(office.locator("#companions")).containsText("Anna Schmidt");
    add(office, DemoPerson.BO, "parent", true);
    assertThat(office.locator("#companions")).containsText("Bo Andersson");
    add(office, DemoPerson.BO, "carer", false);
    assertThat(office.locator("#messages")).containsText("accompanies the patient already");

    Page father = CHROMIUM.as(DemoPerson.BO);
    assertThat(father.locator("main")).containsText("For Mia Schmidt, with Mei Lin");
    father.locator("main a[href*='consents']").first().click();
    father.locator("input[value='I agree to treatment of Mia Schmidt by video']").click();
    assertThat(father.locator("main")).containsText("Bo Andersson agreed on this page");

    Locator item =
        office.locator("li").filter(new Locator.FilterOptions().setHasText("Bo Andersson"));
    item.locator("summary").click();
    item.locator("input[type=submit]").click();
    assertThat(office.locator("#companions")).not().containsText("Bo Andersson");
    father.navigate(Stack.url("/patient/home.xhtml"));
    assertThat(father.locator("main")).containsText("You have no visit ahead");
    assertThat(Visits.trail(DemoPerson.ADMIN))
        .containsExactly("done sign-in", "done related-person.add", "done related-person.end");
  }

  @Test
  void an_interpreter_comes_along_but_cannot_represent() throws SQLException {
    Page office = patient(DemoPerson.CHEN);
    add(office, DemoPerson.BO, "interpreter", true);
    assertThat(office.locator("#messages")).containsText("who interprets cannot answer");
    assertThat(Visits.read("select count(*) from related_person")).containsExactly("1");
    add(office, DemoPerson.BO, "interpreter", false);
    assertThat(office.locator("#companions")).containsText("interpreter, comes along");
  }

  @Test
  void a_date_of_birth_makes_a_minor_and_must_not_be_in_the_future() throws SQLException {
    Page office = patient(DemoPerson.CHEN);
    // the browser offers no such day; the server must not rely on that
    office.getByLabel("Date of birth").evaluate("field => field.removeAttribute('max')");
    office.getByLabel("Date of birth").fill("2090-01-01");
    office.locator("[id='birth:save']").click();
    assertThat(office.locator("#messages")).containsText("this day is still to come");
    office.getByLabel("Date of birth").fill("2020-05-17");
    office.locator("[id='birth:save']").click();
    assertThat(office.locator("#messages")).containsText("Saved");
    assertThat(
            Visits.read(
                "select birth_date::text from patient where subject = ?",
                DemoPerson.CHEN.subject()))
        .containsExactly("2020-05-17");
  }
}
