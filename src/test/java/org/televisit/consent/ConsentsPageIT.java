package org.televisit.consent;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

@DisplayNameGeneration(ReplaceUnderscores.class)
class ConsentsPageIT {
  @RegisterExtension static final Chromium CHROMIUM = Chromium.withFakeCamera();

  private UUID visit = UUID.randomUUID();

  @BeforeEach
  void begin() throws SQLException {
    Stack.cleanSlate();
    visit = Visits.in(Duration.ofDays(1), DemoPerson.ANNA, DemoPerson.LIN);
  }

  private Page open(DemoPerson who) {
    Page page = CHROMIUM.as(who);
    page.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    return page;
  }

  private static Locator question(Page page, String title) {
    return page.locator(".tv-card").filter(new Locator.FilterOptions().setHasText(title)).first();
  }

  private static Locator button(Page page, String name) {
    return page.locator("input[type=submit][value='" + name + "']");
  }

  @ParameterizedTest
  @EnumSource(names = {"ANNA", "LIN"})
  void both_people_answer_separate_questions(DemoPerson who) throws SQLException {
    Page page = open(who);
    button(page, "I agree to treatment by video").click();
    assertThat(page.getByText("You agreed")).hasCount(1);
    assertThat(page.getByText("Not answered yet")).hasCount(2);
    button(page, "I do not agree to being recorded").click();
    assertThat(page.getByText("You declined")).hasCount(1);
    assertThat(page.locator("main")).containsText("The visit takes place all the same");
    assertThat(
            Visits.read(
                """
                select c.purpose || ' ' || c.provision || ' ' || (c.form_sha256 = f.sha256)
                from consent c join consent_form f on f.id = c.form_id
                where c.subject = ? order by c.answered_at
                """,
                who.subject()))
        .containsExactly("treatment permit true", "recording deny true");
  }

  @Test
  void declining_is_as_easy_as_accepting() {
    Page page = open(DemoPerson.ANNA);
    BoundingBox yes = button(page, "I agree to being recorded").boundingBox();
    BoundingBox no = button(page, "I do not agree to being recorded").boundingBox();
    assertThat(no.height).isEqualTo(yes.height);
    assertThat(no.y).isEqualTo(yes.y);
    assertThat(style(button(page, "I do not agree to being recorded")))
        .isEqualTo(style(button(page, "I agree to being recorded")));
  }

  private static Object style(Locator button) {
    return button.evaluate(
        "b => { const s = getComputedStyle(b); return [s.color, s.backgroundColor, s.fontSize,"
            + " s.fontWeight, s.borderColor].join() }");
  }

  @Test
  void an_agreement_is_withdrawn_on_the_same_page_with_its_effect_stated_before()
      throws SQLException {
    Page page = open(DemoPerson.ANNA);
    button(page, "I agree to being recorded").click();
    assertThat(question(page, "Recording of your picture"))
        .containsText("If you withdraw, recording of you stops at once");
    button(page, "I withdraw my agreement to being recorded").click();
    assertThat(page.getByText("You declined")).hasCount(1);
    assertThat(Visits.read("select status from consent order by answered_at"))
        .containsExactly("inactive", "rejected");
    assertThat(Visits.trail(DemoPerson.ANNA))
        .containsExactly("done sign-in", "done consent.answer", "done consent.withdraw");
  }

  @Test
  void the_full_text_is_read_in_the_persons_language_and_kept_with_the_answer()
      throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.ANNA, new Browser.NewContextOptions().setLocale("zh-CN"));
    page.navigate(Stack.url("/visit/consents.xhtml?id=" + visit));
    assertThat(page.locator("main")).containsText("视频就诊不是急救服务");
    button(page, "我同意视频诊疗").click();
    assertThat(page.getByText("您已同意")).hasCount(1);
    assertThat(Visits.read("select language from consent")).containsExactly("zh-CN");
  }

  @Test
  void an_answer_counts_for_the_wording_that_was_read() throws SQLException {
    Page page = open(DemoPerson.ANNA);
    renewTheRecordingForm();
    button(page, "I agree to being recorded").click();
    assertThat(page.locator("#messages")).containsText("has been renewed");
    assertThat(Visits.read("select id from consent")).isEmpty();
  }

  /**
   * The clinic publishes version 2 in both languages; the next clean slate brings back the first.
   */
  private static void renewTheRecordingForm() throws SQLException {
    Stack.sql(
        """
        insert into consent_form (id, revision, purpose, language, version, title, text, sha256,
          status, written_by, written_at)
        select gen_random_uuid(), 0, purpose, language, 2, title, text || ' New.',
          encode(sha256(convert_to(text || ' New.', 'UTF8')), 'hex'), 'draft', 'admin', now()
        from consent_form where purpose = 'recording' and version = 1;
        update consent_form set status = 'superseded', superseded_at = now()
        where purpose = 'recording' and version = 1;
        update consent_form set status = 'published', published_by = 'admin', published_at = now(),
          valid_from = now()
        where purpose = 'recording' and version = 2
        """);
  }

  @Test
  void two_windows_do_not_quarrel() throws SQLException {
    Page one = open(DemoPerson.ANNA);
    Page two = one.context().newPage();
    two.navigate(one.url());
    button(one, "I agree to being recorded").click();
    assertThat(one.getByText("You agreed")).hasCount(1);
    button(two, "I do not agree to being recorded").click();
    assertThat(two.getByText("You declined")).hasCount(1);
    assertThat(Visits.read("select status from consent order by answered_at"))
        .containsExactly("inactive", "rejected");
  }

  @Test
  void nobody_else_sees_the_questions_of_a_visit() throws SQLException {
    Page page = CHROMIUM.as(DemoPerson.BO);
    assertThat(page.navigate(Stack.url("/visit/consents.xhtml?id=" + visit)).status())
        .isEqualTo(404);
    assertThat(page.locator("main")).not().containsText("Mei Lin");
    assertThat(Visits.trail(DemoPerson.BO))
        .containsExactly("done sign-in", "refused appointment.read");
    assertThat(page.navigate(Stack.url("/visit/consents.xhtml?id=nonsense")).status())
        .isEqualTo(404);
    assertThat(page.navigate(Stack.url("/visit/consents.xhtml")).status()).isEqualTo(404);
  }
}
