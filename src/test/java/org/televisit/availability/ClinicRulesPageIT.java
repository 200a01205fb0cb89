package org.televisit.availability;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** The office sets closures, kinds of visits and booking rules, in a real browser. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ClinicRulesPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private Page page;

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
    page = CHROMIUM.as(DemoPerson.ADMIN);
  }

  private Page open(String path) {
    page.navigate(Stack.url(path));
    return page;
  }

  private Locator input(String id) {
    return page.locator("[id='" + id + ":input']");
  }

  private void press(String id) {
    page.locator("[id='" + id + "']").click();
  }

  @Test
  void a_closure_strikes_everybodys_visits_and_practitioners_see_it() throws SQLException {
    LocalDate day = LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(2);
    Visits.in(Duration.ofDays(2), DemoPerson.ANNA, DemoPerson.LIN);
    Visits.in(Duration.ofDays(2), DemoPerson.BO, DemoPerson.MEYER);
    Visits.in(Duration.ofDays(5), DemoPerson.BO, DemoPerson.MEYER);
    open("/admin/closures.xhtml");
    assertThat(page.getByText("No closures are planned")).isVisible();
    input("closure:set:first").fill(day.minusDays(1).toString());
    input("closure:set:last").fill(day.plusDays(1).toString());
    input("closure:set:note").fill("moving house");
    press("closure:set:save");

    assertThat(page.locator("#messages")).containsText("2 visits are booked outside of the hours");
    assertThat(page.locator("[data-struck]")).hasCount(2);
    assertThat(page.locator("[data-deviation]")).containsText("moving house");

    Page doctor = CHROMIUM.as(DemoPerson.LIN);
    doctor.navigate(Stack.url("/practitioner/absences.xhtml"));
    assertThat(doctor.locator("[data-kind=closure]")).containsText("Clinic closed");
    assertThat(doctor.locator("[data-kind=closure] input")).hasCount(0); // not theirs to take back
  }

  @Test
  void a_kind_of_visit_is_added_and_can_be_booked() throws SQLException {
    open("/admin/types.xhtml");
    input("type:set:code").fill("first-visit");
    input("type:set:english").fill("First visit");
    input("type:set:chinese").fill("初诊");
    input("type:set:minutes").fill("45");
    input("type:set:after").fill("10");
    page.locator("#type").getByLabel("The clinic only").check();
    press("type:set:save");

    assertThat(page.locator("[data-type=first-visit]")).containsText("45 minutes");
    assertThat(page.locator("[data-type=first-visit]")).containsText("The clinic books");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done visit-type.add");
    open("/admin/book.xhtml");
    assertThat(page.getByLabel("Kind of visit").locator("option[value=first-visit]")).hasCount(1);

    open("/admin/types.xhtml?change=first-visit");
    page.locator("#type").getByLabel("No: nobody").check();
    press("type:set:save");
    assertThat(page.locator("[data-type=first-visit]")).containsText("Not offered any more");
    open("/admin/book.xhtml");
    assertThat(page.getByLabel("Kind of visit").locator("option[value=first-visit]")).hasCount(0);
  }

  @Test
  void what_cannot_be_a_kind_of_visit_is_refused_in_words() throws SQLException {
    open("/admin/types.xhtml");
    input("type:set:code").fill("Erste!");
    input("type:set:english").fill("First visit");
    input("type:set:chinese").fill("初诊");
    press("type:set:save");
    assertThat(page.locator("#messages")).containsText("small letters a to z");
    input("type:set:code").fill("follow-up");
    press("type:set:save");
    assertThat(page.locator("#messages")).containsText("of this short name already");
    input("type:set:minutes").evaluate("field => { field.type = 'text'; field.value = '9999'; }");
    press("type:set:save");
    assertThat(page.locator(".tv-field-error")).containsText("from 5 to 480");
    assertThat(Visits.read("select code from visit_type")).hasSize(3);
  }

  @Test
  void the_usual_kind_is_always_offered() {
    open("/admin/types.xhtml?change=consultation");
    assertThat(page.getByText("Is it offered?")).hasCount(0);
    open("/admin/types.xhtml?change=follow-up");
    assertThat(page.getByText("Is it offered?")).hasCount(1);
  }

  @Test
  void of_two_people_who_change_the_same_the_second_is_told() throws SQLException {
    open("/admin/types.xhtml?change=follow-up");
    Stack.sql("update visit_type set minutes = 25, version = version + 1 where code = 'follow-up'");
    input("type:set:minutes").fill("30");
    press("type:set:save");
    assertThat(page.locator("#messages")).containsText("Somebody else changed this");
    assertThat(Visits.read("select minutes::text from visit_type where code = 'follow-up'"))
        .containsExactly("25");

    open("/admin/booking.xhtml");
    Stack.sql("update booking_rules set notice_minutes = 120, version = version + 1");
    input("rules:set:horizon").fill("30");
    press("rules:set:save");
    assertThat(page.locator("#messages")).containsText("Somebody else changed this");
    assertThat(Visits.read("select notice_minutes || ' ' || horizon_days from booking_rules"))
        .containsExactly("120 90");
  }

  @Test
  void booking_rules_are_set_by_keyboard() throws SQLException {
    open("/admin/booking.xhtml");
    input("rules:set:notice").fill("240");
    input("rules:set:cancel").fill("12");
    input("rules:set:cancel").press("Enter");
    assertThat(page.locator("#messages")).containsText("Saved.");
    assertThat(
            Visits.read(
                "select notice_minutes || ' ' || horizon_days || ' ' || hold_minutes || ' ' ||"
                    + " cancel_minutes from booking_rules"))
        .containsExactly("240 90 5 720");
    assertThat(Visits.trail(DemoPerson.ADMIN)).contains("done booking-rules.change");

    input("rules:set:notice").fill("20000");
    input("rules:set:horizon").fill("10"); // nothing could ever be booked
    press("rules:set:save");
    assertThat(page.locator("#messages")).containsText("the notice is longer");
  }
}
