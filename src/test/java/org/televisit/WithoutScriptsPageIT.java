package org.televisit;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.televisit.dev.DemoPerson;

/** Pages are useful before a script has run, and no script runs that the server did not write. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WithoutScriptsPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  @BeforeAll
  static void begin() {
    Stack.cleanSlate();
  }

  private static Browser.NewContextOptions noScripts() {
    return new Browser.NewContextOptions().setJavaScriptEnabled(false);
  }

  @Test
  void the_language_can_be_chosen_before_sign_in_and_is_remembered() {
    Page page = CHROMIUM.anonymous(noScripts());
    page.navigate(Stack.url("/index.xhtml"));
    assertThat(page.locator("html")).hasAttribute("lang", "en");
    page.locator(".tv-language button").click();
    assertThat(page).hasURL(Stack.url("/index.xhtml"));
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
    page.navigate(Stack.url("/"));
    assertThat(page.locator("html")).hasAttribute("lang", "zh-CN");
  }

  @Test
  void the_browsers_own_language_counts_until_one_is_chosen() {
    Page page = CHROMIUM.anonymous(noScripts().setLocale("zh-CN"));
    page.navigate(Stack.url("/index.xhtml"));
    assertThat(page.getByRole(AriaRole.HEADING).first()).hasText("通过视频看医生");
  }

  @Test
  void nobody_is_led_to_a_foreign_site_by_the_language_switch() {
    Page page = CHROMIUM.anonymous();
    page.navigate(Stack.url("/index.xhtml"));
    page.evaluate("document.querySelector('[name=back]').value = '//evil.example/'");
    page.locator(".tv-language button").click();
    assertThat(page).hasURL(Stack.url("/index.xhtml"));
  }

  @Test
  void a_form_that_is_not_filled_in_says_so_in_place() {
    Page page = CHROMIUM.as(DemoPerson.ADMIN, noScripts());
    page.navigate(Stack.url("/admin/book.xhtml"));
    page.locator("[id='book:save']").click();
    assertThat(page.locator("[id='book:patient-error']")).hasText("Please fill this in.");
    assertThat(page.locator("[id='book:patient:input']"))
        .hasAttribute("aria-describedby", "book:patient-error");
  }

  @Test
  void an_injected_script_does_not_run() {
    Page page = CHROMIUM.anonymous();
    List<String> console = new ArrayList<>();
    page.onConsoleMessage(message -> console.add(message.text()));
    Response response = page.navigate(Stack.url("/index.xhtml"));
    assertThat(response.headerValue("content-security-policy"))
        .containsPattern("script-src 'self' 'nonce-[A-Za-z0-9+/=]{16,}'")
        .doesNotContainPattern("script-src[^;]*unsafe");
    page.setContent("<p>reached</p><script>document.body.dataset.ran = 'yes'</script>");
    assertThat(page.locator("body")).not().hasAttribute("data-ran", "yes");
    assertThat(console).anyMatch(line -> line.contains("Content Security Policy"));
  }

  @Test
  void two_visits_to_a_page_never_share_a_nonce() {
    Page page = CHROMIUM.anonymous();
    String first = policy(page);
    assertThat(policy(page)).isNotEqualTo(first);
  }

  private static String policy(Page page) {
    return page.navigate(Stack.url("/index.xhtml")).headerValue("content-security-policy");
  }
}
