package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.televisit.dev.DemoPerson;

/**
 * Every page as people see it: wide and narrow, English and Chinese, light and dark (each pair of
 * these at least once). Fails on whatever axe finds, on a page wider than its window, and on any
 * complaint of the browser. The pictures go to target/screens, or where -Dscreens says.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ScreensPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private static final Path PICTURES = Path.of(System.getProperty("screens", "target/screens"));
  private static final UUID OPEN = UUID.fromString("00000000-0000-4000-9000-000000000001");
  private static final UUID LATER = UUID.fromString("00000000-0000-4000-9000-000000000002");
  private static final UUID DONE = UUID.fromString("00000000-0000-4000-9000-000000000003");

  private record Screen(String name, @Nullable DemoPerson person, String path) {
    @Override
    public String toString() {
      return name;
    }
  }

  private record Look(int width, String language, ColorScheme scheme) {
    String suffix() {
      return "-" + width + "-" + language + (scheme == ColorScheme.DARK ? "-dark" : "");
    }
  }

  private static final List<Look> LOOKS =
      List.of(
          new Look(1280, "en", ColorScheme.LIGHT),
          new Look(1280, "zh-CN", ColorScheme.DARK),
          new Look(390, "en", ColorScheme.DARK),
          new Look(390, "zh-CN", ColorScheme.LIGHT));

  static Stream<Screen> screens() {
    return Stream.of(
        new Screen("welcome", null, "/index.xhtml"),
        new Screen("patient-home", DemoPerson.ANNA, "/patient/home.xhtml"),
        new Screen("patient-home-empty", DemoPerson.CHEN, "/patient/home.xhtml"),
        new Screen("consents", DemoPerson.ANNA, "/visit/consents.xhtml?id=" + OPEN),
        new Screen("doctor-today", DemoPerson.LIN, "/practitioner/today.xhtml"),
        new Screen("doctor-today-empty", DemoPerson.MEYER, "/practitioner/today.xhtml"),
        new Screen("office-board", DemoPerson.ADMIN, "/admin/board.xhtml"),
        new Screen("office-book", DemoPerson.ADMIN, "/admin/book.xhtml"),
        new Screen("office-visit", DemoPerson.ADMIN, "/admin/visit.xhtml?id=" + LATER),
        new Screen("review-queue", DemoPerson.COMPLIANCE, "/compliance/queue.xhtml"),
        new Screen("review-grant", DemoPerson.COMPLIANCE, "/compliance/visit.xhtml?id=" + DONE),
        new Screen("error-403", DemoPerson.ANNA, "/admin/board.xhtml"),
        new Screen("error-404", DemoPerson.ANNA, "/patient/nothing.xhtml"));
  }

  @BeforeAll
  static void arrange() throws SQLException {
    Stack.cleanSlate();
    visit(OPEN, "anna", "dr.lin", "interval '5 minutes'", "booked");
    visit(LATER, "anna", "dr.lin", "interval '2 days'", "booked");
    visit(DONE, "bo", "dr.lin", "interval '-4 hours'", "fulfilled");
  }

  private static void visit(UUID id, String patient, String doctor, String from, String status)
      throws SQLException {
    Stack.sql(
        """
        insert into appointment (id, version, patient_id, practitioner_id, starts_at, ends_at, status, booked_by, booked_at)
        select '%s', 0, p.id, d.id, date_trunc('minute', now()) + %s, date_trunc('minute', now()) + %s + interval '20 minutes',
               '%s', '%s', now()
        from patient p, practitioner d where p.subject = '%s' and d.subject = '%s'
        """
            .formatted(
                id,
                from,
                from,
                status,
                DemoPerson.ADMIN.subject(),
                subject(patient),
                subject(doctor)));
  }

  private static String subject(String username) {
    return Stream.of(DemoPerson.values())
        .filter(person -> person.username().equals(username))
        .findFirst()
        .orElseThrow()
        .subject();
  }

  @ParameterizedTest
  @MethodSource("screens")
  void every_page_is_clean_in_every_look(Screen screen) {
    Page page = screen.person() == null ? CHROMIUM.anonymous() : CHROMIUM.as(screen.person());
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")
              && !message.text().contains("the server responded with a status")) {
            complaints.add(message.text());
          }
        });
    List<String> violations = new ArrayList<>();
    for (Look look : LOOKS) {
      show(page, screen, look);
      Accessibility.violations(page).forEach(found -> violations.add(look.suffix() + " " + found));
      if (overflows(page)) {
        violations.add(look.suffix() + " is wider than its window");
      }
    }
    assertThat(violations).isEmpty();
    assertThat(complaints).as("what the browser complains about").isEmpty();
  }

  private static void show(Page page, Screen screen, Look look) {
    page.context()
        .addCookies(List.of(new Cookie("language", look.language()).setUrl(Stack.url("/"))));
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.scheme()));
    page.setViewportSize(look.width(), look.width() > 600 ? 800 : 844);
    page.navigate(Stack.url(screen.path()));
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(screen.name() + look.suffix() + ".png"))
            .setFullPage(true));
  }

  private static boolean overflows(Page page) {
    return (boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth");
  }
}
