package org.televisit.consent;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.televisit.Accessibility;
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
        begin;
        insert into consent_form (id, revision, purpose, language, version, title, text, sha256,
          status, written_by, written_at)
        select gen_random_uuid(), 0, purpose, language, 2, title, text || ' New.',
          encode(sha256(convert_to(text || ' New.', 'UTF8')), 'hex'), 'draft', 'admin', now()
        from consent_form where purpose = 'recording' and version = 1;
        update consent_form set status = 'superseded', superseded_at = now()
        where purpose = 'recording' and version = 1;
        update consent_form set status = 'published', published_by = 'admin', published_at = now(),
          valid_from = now()
        where purpose = 'recording' and version = 2;
        commit
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
  void a_mother_answers_for_her_child_and_for_herself_apart() throws SQLException {
    visit = Visits.in(Duration.ofDays(2), DemoPerson.MIA, DemoPerson.LIN);
    Page page = open(DemoPerson.ANNA);
    assertThat(page.locator("section h2")).hasText(new String[] {"For Mia Schmidt", "For you"});
    button(page, "I agree to treatment of Mia Schmidt by video").click();
    button(page, "I agree that Mia Schmidt is recorded").click();
    button(page, "I do not agree to being recorded").click();
    assertThat(page.locator("main")).containsText("Anna Schmidt agreed on this page");
    assertThat(
            Visits.read(
                """
                select p.name || ': ' || c.purpose || ' ' || c.provision || ' by ' || c.answered_by
                  || coalesce(' as ' || r.relationship, '')
                from consent c join patient p on p.subject = c.subject
                left join related_person r on r.id = c.related_person_id order by c.answered_at
                """))
        .containsExactly(
            "Mia Schmidt: treatment permit by %s as parent".formatted(DemoPerson.ANNA.subject()),
            "Mia Schmidt: recording permit by %s as parent".formatted(DemoPerson.ANNA.subject()),
            "Anna Schmidt: recording deny by %s".formatted(DemoPerson.ANNA.subject()));
    assertThat(question(page, "Mia Schmidt will be recorded during the visit"))
        .containsText("If you withdraw, that stops at once and the visit goes on");
    button(page, "I withdraw the agreement that Mia Schmidt is recorded").click();
    assertThat(button(page, "I agree that Mia Schmidt is recorded")).isVisible();
  }

  @Test
  void a_child_reads_who_answers_and_has_nothing_to_press_but_where_she_is() throws SQLException {
    visit = Visits.in(Duration.ofDays(2), DemoPerson.MIA, DemoPerson.LIN);
    Page page = open(DemoPerson.MIA);
    assertThat(page.locator("main")).containsText("these questions are answered for you by: Anna");
    assertThat(page.locator("main")).containsText("Treatment by video");
    assertThat(page.locator("main input[type=submit]")).hasCount(1);
    assertThat(button(page, "Save where I will be")).isVisible();
  }

  @Test
  void where_people_are_decides_and_is_said_in_words() throws SQLException {
    Page patient = open(DemoPerson.ANNA);
    assertThat(patient.locator("main")).containsText("each person’s own agreement is enough");
    patient.getByLabel("Place").selectOption("Germany");
    button(patient, "Save where I will be").click();
    assertThat(patient.locator("main"))
        .containsText("Where that is, everybody must agree before anybody is recorded");
    Page doctor = open(DemoPerson.LIN);
    doctor.getByLabel("Place").selectOption("United Kingdom");
    button(doctor, "Save where I will be").click();
    assertThat(doctor.locator("main"))
        .containsText("Where that is, each person’s own agreement is enough");
    assertThat(doctor.locator("main"))
        .containsText("a stricter law counts, because of where somebody else is");
    assertThat(Visits.read("select jurisdiction from attendance_location order by stated_at"))
        .containsExactly("DE", "GB");
    assertThat(Accessibility.violations(doctor)).isEmpty();
  }

  @Test
  void once_the_visit_is_over_it_is_told_where_people_were_and_cannot_be_changed()
      throws Exception {
    Page before = open(DemoPerson.ANNA);
    before.getByLabel("Place").selectOption("Germany");
    button(before, "Save where I will be").click();
    assertThat(before.locator("main")).containsText("everybody must agree");
    before.getByLabel("Place").selectOption("United Kingdom");
    Stack.sql("update appointment set status = 'fulfilled'");

    button(before, "Save where I will be").click(); // from the page that is still open
    assertThat(before.locator("#messages")).containsText("the visit is over");
    assertThat(before.locator("[data-place=settled]")).containsText("Germany");
    assertThat(before.locator("[data-place=settled]")).containsText("cannot be changed any more");
    assertThat(before.getByLabel("Place")).hasCount(0);
    assertThat(Visits.read("select jurisdiction from attendance_location")).containsExactly("DE");
    assertThat(button(before, "I agree to being recorded")).isVisible();
    assertThat(Accessibility.violations(before)).isEmpty();
    Page doctor = open(DemoPerson.LIN);
    assertThat(doctor.locator("[data-place=settled]")).containsText("Not stated: counts as");
  }

  @Test
  void each_answer_has_receipts_for_who_gave_it_and_nobody_else() throws Exception {
    Page page = open(DemoPerson.ANNA);
    button(page, "I agree to being recorded").click();
    String pdf = page.locator("a[href$='.pdf']").first().getAttribute("href");
    String json = page.locator("a[href$='.json']").first().getAttribute("href");

    APIResponse document = page.context().request().get(Stack.url(pdf));
    assertThat(document.headers().get("content-type")).startsWith("application/pdf");
    assertThat(document.headers().get("content-disposition")).startsWith("attachment");
    try (PDDocument read = Loader.loadPDF(document.body())) {
      assertThat(new PDFTextStripper().getText(read))
          .contains("Recording of your picture and voice")
          .contains("Anna Schmidt");
    }
    JsonNode consent =
        new ObjectMapper().readTree(page.context().request().get(Stack.url(json)).text());
    assertThat(consent.get("resourceType").asText()).isEqualTo("Consent");
    assertThat(consent.at("/provision/type").asText()).isEqualTo("permit");

    Page doctor = CHROMIUM.as(DemoPerson.LIN);
    assertThat(doctor.context().request().get(Stack.url(pdf)).status()).isEqualTo(404);
    assertThat(Visits.trail(DemoPerson.ANNA))
        .endsWith("done consent.receipt", "done consent.receipt");
    assertThat(Visits.trail(DemoPerson.LIN)).endsWith("refused consent.receipt");
  }

  @Test
  void what_was_said_aloud_is_shown_with_its_witness() throws SQLException {
    Visits.answer(visit, DemoPerson.ANNA, "recording", "permit");
    Stack.sql(
        "update consent set how = 'spoken', witness = '%s'".formatted(DemoPerson.LIN.subject()));
    Page page = open(DemoPerson.ANNA);
    assertThat(page.locator("main"))
        .containsText("Anna Schmidt agreed aloud, and Mei Lin heard it and wrote it down");
    assertThat(button(page, "I withdraw my agreement to being recorded")).isVisible();
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
