package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.televisit.dev.DemoPerson;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SignInPageIT {
  @RegisterExtension static final Chromium chromium = Chromium.withFakeCamera();

  @BeforeAll
  static void cleanSlate() {
    Stack.cleanSlate();
  }

  @ParameterizedTest
  @CsvSource({
    "LIN, /practitioner/today.xhtml",
    "ANNA, /patient/home.xhtml",
    "ADMIN, /admin/board.xhtml",
    "COMPLIANCE, /compliance/queue.xhtml"
  })
  void each_role_lands_on_its_own_start_page(DemoPerson who, String startPage) {
    assertThat(chromium.as(who).url()).isEqualTo(Stack.url(startPage));
  }

  @ParameterizedTest
  @EnumSource(DemoPerson.class)
  void a_code_is_asked_of_practitioners_and_compliance_only(DemoPerson who) {
    Page page = chromium.anonymous();
    page.navigate(Stack.url("/sign-in"));
    page.locator("#username").fill(who.username());
    page.locator("#password").fill(DemoPerson.PASSWORD);
    page.locator("#kc-login").click();
    page.waitForLoadState();

    assertThat(page.locator("#otp").isVisible()).isEqualTo(who.totp().isPresent());
    assertThat(page.url().startsWith(Stack.url("/"))).isEqualTo(who.totp().isEmpty());
  }

  @Test
  void a_wrong_code_signs_nobody_in() {
    Page page = chromium.anonymous();
    page.navigate(Stack.url("/sign-in"));
    page.locator("#username").fill(DemoPerson.MEYER.username());
    page.locator("#password").fill(DemoPerson.PASSWORD);
    page.locator("#kc-login").click();
    page.locator("#otp").fill("000000");
    page.locator("#kc-login").click();

    page.getByText("Invalid authenticator code").waitFor();
    Response asked = page.navigate(Stack.url("/practitioner/today.xhtml"));
    assertThat(asked.url()).startsWith(Stack.keycloak().toString());
  }

  @Test
  void keycloak_speaks_the_persons_language() {
    Page page = chromium.anonymous(new Browser.NewContextOptions().setLocale("zh-CN"));
    page.navigate(Stack.url("/sign-in"));

    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
  }

  @Test
  void keycloak_speaks_the_language_that_was_chosen_here() {
    Page page = chromium.anonymous(new Browser.NewContextOptions().setLocale("en-GB"));
    page.navigate(Stack.url("/"));
    page.locator(".tv-language button").click();
    page.locator("a[href*='/sign-in']").first().click();

    page.locator("#username").waitFor();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("zh-CN");
  }

  @Test
  void a_sign_in_that_fails_on_the_way_says_so_and_can_be_tried_again() {
    Page page = chromium.anonymous();
    page.navigate(Stack.url("/sign-in"));
    Matcher state = Pattern.compile("[?&]state=([^&]+)").matcher(page.url());
    assertThat(state.find()).isTrue();

    Response answer = page.navigate(Stack.url("/sign-in?code=of-no-worth&state=" + state.group(1)));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(page.locator("h1").textContent()).isEqualTo("Signing in did not work");
    page.locator("main a[href$='/sign-in']").click();
    page.locator("#username").waitFor();
  }

  @Test
  void a_forgotten_password_is_answered_by_mail() throws IOException {
    Page page = chromium.anonymous();
    page.navigate(Stack.url("/sign-in"));
    page.getByText("Forgot Password?").click();
    page.locator("#username").fill(DemoPerson.BO.username());
    page.locator("input[type=submit], button[type=submit]").click();
    page.getByText("You should receive an email shortly").waitFor();

    assertThat(Stack.mail())
        .singleElement()
        .satisfies(
            message ->
                assertThat(Files.readString(message))
                    .contains("To: bo@televisit.example")
                    .contains("/login-actions/action-token"));
  }
}
