package org.televisit.identity;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Response;
import java.net.URLDecoder;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SessionPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeEach
  void begin() {
    Stack.cleanSlate();
  }

  @Test
  void signing_in_is_noted_once_however_many_pages_follow() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.reload();
    page.navigate(Stack.url("/index.xhtml"));
    assertThat(page).hasURL(Stack.url("/patient/home.xhtml"));
    assertThat(Visits.trail(DemoPerson.ANNA)).containsExactly("done sign-in");
  }

  @Test
  void signing_out_ends_the_session_at_the_provider_too() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    page.locator(".tv-menu summary").click();
    page.locator("form[action$='/sign-out'] button").click();
    assertThat(page).hasURL(Stack.url("/index.xhtml"));
    assertThat(Visits.trail(DemoPerson.ANNA)).containsExactly("done sign-in", "done sign-out");

    page.navigate(Stack.url("/patient/home.xhtml"));
    assertThat(page.locator("#username")).isVisible();
    assertThat(page.url()).startsWith(Stack.keycloak().toString());
  }

  @Test
  void a_page_of_another_role_is_refused_kindly_and_audited() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    Response refused = page.navigate(Stack.url("/admin/board.xhtml"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(page.locator("h1")).hasText("This page is not for your account");
    page.locator("main a").first().click();
    assertThat(page).hasURL(Stack.url("/patient/home.xhtml"));
    assertThat(Visits.trail(DemoPerson.ANNA))
        .containsExactly("done sign-in", "refused page.refuse");
    assertThat(Visits.read("select entity from audit_event where outcome = 'refused'"))
        .containsExactly("page/admin/board.xhtml");
  }

  @Test
  void whoever_signs_in_for_the_first_time_can_be_booked() throws SQLException {
    Stack.sql("delete from related_person; delete from patient");
    CHROMIUM.as(DemoPerson.ANNA);
    assertThat(Visits.read("select name from patient")).containsExactly("Anna Schmidt");
  }

  @Test
  void a_new_name_at_the_provider_is_taken_over() throws SQLException {
    Stack.sql("update patient set name = 'Somebody Else'");
    CHROMIUM.as(DemoPerson.ANNA);
    assertThat(Visits.read("select name from patient where subject = ?", DemoPerson.ANNA.subject()))
        .containsExactly("Anna Schmidt");
  }

  @Test
  void a_live_page_whose_session_is_lost_loads_itself_again() {
    Page page = CHROMIUM.as(DemoPerson.LIN);
    page.evaluate("window.before = true");
    page.context()
        .clearCookies(
            new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("TELEVISIT")));
    page.waitForFunction("() => window.before === undefined && document.readyState === 'complete'");
    assertThat(page).hasURL(Stack.url("/practitioner/today.xhtml"));
  }

  /** What {@link IdleFilter} needs to know that it is the page that asks. */
  @ParameterizedTest
  @CsvSource({"LIN, /practitioner/today.xhtml", "ADMIN, /admin/board.xhtml"})
  void a_page_that_looks_for_news_says_that_it_does(DemoPerson person, String path) {
    Page page = CHROMIUM.as(person);
    Request news =
        page.waitForRequest(
            request -> request.method().equals("POST") && request.url().endsWith(path), () -> {});
    assertThat(news.headers()).containsEntry("faces-request", "partial/ajax");
    assertThat(URLDecoder.decode(news.postData(), UTF_8))
        .contains("jakarta.faces.source=live:poll");
    assertThat(news.response().status()).isEqualTo(200);
  }

  @Test
  void a_link_signs_nobody_out() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA);
    assertThat(page.navigate(Stack.url("/sign-out")).status()).isEqualTo(405);
    page.navigate(Stack.url("/patient/home.xhtml"));
    assertThat(page).hasURL(Stack.url("/patient/home.xhtml"));
  }
}
