package org.televisit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.dev.DemoPerson;

/** Everything but the camera works without a mouse (WCAG 2.2, 2.1.1 and 2.4.7). */
@DisplayNameGeneration(ReplaceUnderscores.class)
class KeyboardPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final DateTimeFormatter AS_TYPED =
      DateTimeFormatter.ofPattern("MMddyyyy", Locale.ROOT);

  /** A day on which both doctors work, and far enough away to be called off. */
  private static final LocalDate MONDAY =
      LocalDate.now(ZoneId.of("Europe/Berlin"))
          .plusDays(7)
          .with(TemporalAdjusters.next(DayOfWeek.MONDAY));

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  @Test
  void a_visit_is_booked_and_the_consents_are_answered_by_keyboard_alone() {
    Page office = CHROMIUM.as(DemoPerson.ADMIN);
    book(new Keyboard(office));
    assertThat(office.getByRole(AriaRole.MAIN)).containsText("Anna Schmidt");

    Page patient = CHROMIUM.as(DemoPerson.ANNA);
    Keyboard keys = new Keyboard(patient);
    keys.reach("Answer two questions first").follow("Enter");
    keys.reach("I agree to treatment by video").follow("Enter");
    assertThat(patient.getByText("You agreed", exactly())).isVisible();
    keys.reach("I do not agree to being recorded").follow("Enter");
    assertThat(patient.getByText("You declined", exactly())).isVisible();
    keys.reach("Back to my visits").follow("Enter");
    assertThat(patient.getByText("Treatment by video: you agreed")).isVisible();
    assertThat(patient.getByText("Recording: you declined, you are not recorded")).isVisible();
  }

  private static void book(Keyboard keys) {
    keys.reach("Book a visit").follow("Enter");
    keys.reach("Patients").reach("Patient").type("Anna"); // past the link of that name
    keys.reach("Doctor").type("Mei");
    keys.reach("Date").type(AS_TYPED.format(MONDAY));
    keys.reach("Begins at").type("1030AM");
    keys.reach("Book this visit").follow("Enter");
  }

  @Test
  void a_patient_finds_holds_and_books_a_time_by_keyboard_alone() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    Keyboard keys = new Keyboard(page);
    keys.reach("Book a visit").follow("Enter");
    keys.reach("Doctor").type("Mei");
    keys.reach("From this day on").type(AS_TYPED.format(MONDAY));
    keys.reach("Show times").follow("Enter");
    keys.reach(", Mei Lin").follow("Enter"); // the first time of all
    assertThat(page.locator("#held")).containsText("held for you until");
    keys.reach("Why you come").type("A cough since Monday");
    keys.reach("Book this visit").follow("Enter");
    assertThat(page.locator("#messages")).containsText("Your visit is booked");
    assertThat(Visits.read("select status || ' ' || reason from appointment"))
        .containsExactly("booked A cough since Monday");

    keys.reach("Cancel this visit").press("Enter");
    keys.reach("Yes, cancel it").follow("Enter");
    assertThat(page.locator("#messages")).containsText("Your visit was cancelled");
  }

  @Test
  void the_first_stop_skips_what_every_page_repeats() {
    Page page = CHROMIUM.anonymous();
    page.navigate(Stack.url("/index.xhtml"));
    Keyboard keys = new Keyboard(page);
    keys.press("Tab");
    assertThat(keys.focused()).isEqualTo("Skip to the content");
    keys.press("Enter").press("Tab");
    assertThat(keys.focused()).as("first stop of the content").isEqualTo("Sign in");
    assertThat(page.locator("main a.tv-primary")).isFocused();
  }

  @Test
  void the_language_changes_and_the_person_signs_out_by_keyboard() {
    Page page = CHROMIUM.as(DemoPerson.BO);
    Keyboard keys = new Keyboard(page);
    keys.reach("中文").follow("Enter");
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    keys.reach("Bo Andersson").press("Enter");
    keys.reach("退出登录").follow("Enter");
    assertThat(page.getByRole(AriaRole.LINK, named("登录")).first()).isVisible();
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
