package org.televisit.platform;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.LoadState;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** What was done is told once, whatever the page loads meanwhile. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class NoticesPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeEach
  void nothingIsThere() throws SQLException {
    Stack.cleanSlate();
  }

  private static Page visit() throws SQLException {
    UUID visit = Visits.in(Duration.ofDays(30), DemoPerson.CHEN, DemoPerson.LIN);
    Visits.in(Duration.ofDays(30), DemoPerson.BO, DemoPerson.MEYER);
    Page page = CHROMIUM.as(DemoPerson.ADMIN);
    page.navigate(Stack.url("/admin/calendar.xhtml?visit=" + visit));
    page.waitForLoadState(LoadState.NETWORKIDLE);
    return page;
  }

  /** Meyer has a visit at that time: another one is offered. */
  private static void handToMeyer(Page page) {
    page.locator("[id='detail:doctor:input']").selectOption("Jonas Meyer");
    page.locator("[id='detail:move']").click();
    assertThat(told(page)).containsText("is not free");
  }

  private static Locator anotherTime(Page page) {
    return page.locator("[id='calendar:refused'] input[type=submit]").first();
  }

  private static Locator told(Page page) {
    return page.locator("#messages .tv-notice");
  }

  @Test
  void it_is_told_although_the_page_before_was_still_loading() throws SQLException {
    Page page = visit();
    List<Route> loading = new ArrayList<>();
    List<Integer> late = new ArrayList<>();
    page.route(
        "**/admin/calendar.xhtml*",
        route -> {
          if (!route.request().method().equals("POST")) {
            route.resume();
          } else if (!route.request().isNavigationRequest()) {
            loading.add(route); // the calendar asks for its visits
          } else if (loading.isEmpty()) {
            route.resume();
          } else {
            // the visit is handed over, the calendar answered, and then the browser goes on
            String before = cookies(page);
            APIResponse done = route.fetch(new Route.FetchOptions().setMaxRedirects(0));
            loading.forEach(one -> late.add(answer(one, before)));
            route.fulfill(
                new Route.FulfillOptions().setStatus(done.status()).setHeaders(done.headers()));
          }
        });
    handToMeyer(page);
    page.waitForCondition(() -> loading.size() == 1);
    anotherTime(page).click();
    assertThat(page.locator("#visit-title")).hasText("Wei Chen with Jonas Meyer");
    assertThat(late).containsExactly(200);
    assertThat(told(page)).containsText("is with Jonas Meyer now");
  }

  private static String cookies(Page page) {
    return page.context().cookies(page.url()).stream()
        .map(cookie -> cookie.name + "=" + cookie.value)
        .collect(Collectors.joining("; "));
  }

  private static int answer(Route route, String cookies) {
    Map<String, String> headers = new HashMap<>(route.request().headers());
    headers.put("cookie", cookies);
    return route.fetch(new Route.FetchOptions().setHeaders(headers)).status();
  }

  @Test
  void it_is_told_only_once() throws SQLException {
    Page page = visit();
    handToMeyer(page);
    anotherTime(page).click();
    assertThat(told(page)).containsText("is with Jonas Meyer now");
    page.reload();
    assertThat(page.locator("#visit-title")).hasText("Wei Chen with Jonas Meyer");
    assertThat(told(page)).hasCount(0);
  }

  @Test
  void who_only_looks_at_the_welcome_page_is_given_no_session() throws Exception {
    HttpResponse<Void> welcome =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(Stack.url("/"))).build(),
                BodyHandlers.discarding());
    assertThat(welcome.statusCode()).isEqualTo(200);
    assertThat(welcome.headers().allValues("set-cookie"))
        .noneMatch(cookie -> cookie.contains("JSESSIONID"));
  }
}
