package org.televisit.compliance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.televisit.Accessibility;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;
import org.televisit.vault.SigningKey;

/**
 * What the compliance officer is told of a visit in which something is missing, and what they do
 * about keeping and deleting it; in a real browser.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordsPageIT {

  @RegisterExtension static final Chromium chromium = Chromium.withFakeCamera();

  private RecordedVisit visit;
  private UUID annas;

  @BeforeEach
  void aVisitWithAHole() throws Exception {
    Stack.cleanSlate();
    visit = RecordedVisit.withAHole();
    annas =
        UUID.fromString(
            Visits.read(
                    "select id::text from recording where subject = ? and stretch = 1",
                    DemoPerson.ANNA.subject())
                .get(0));
  }

  private Page opened() throws SQLException {
    visit.grant(DemoPerson.COMPLIANCE, Instant.now().plus(Duration.ofMinutes(30)));
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    page.navigate(Stack.url("/compliance/visit.xhtml?id=" + visit.id()));
    page.locator("[data-player][data-ready]").waitFor();
    return page;
  }

  private static Locator bars(Page page, String person, String kind) {
    return page.locator(
        ".tv-timeline [data-person=%s] .tv-bar[data-kind=%s]".formatted(person, kind));
  }

  @Test
  void each_person_has_a_line_that_shows_what_is_stored_missing_and_not_permitted()
      throws SQLException {
    Page page = opened();

    assertThat(bars(page, "patient", "stored")).hasCount(2);
    assertThat(bars(page, "patient", "not-permitted")).hasCount(1);
    assertThat(bars(page, "patient", "not-permitted")).hasAttribute("data-cause", "declined");
    assertThat(bars(page, "practitioner", "stored")).hasCount(1);
    assertThat(bars(page, "practitioner", "gap").first()).hasAttribute("data-cause", "starting");
    assertThat(page.locator(".tv-timeline [data-person=patient] .tv-mark")).hasCount(2);
    double first = number(bars(page, "patient", "stored").first(), "width");
    double pause = number(bars(page, "patient", "not-permitted"), "width");
    assertThat(first / pause).as("20 seconds beside 10").isBetween(1.9, 2.1);
  }

  private static double number(Locator bar, String side) {
    return ((Number) bar.evaluate("(bar, side) => bar.getBoundingClientRect()[side]", side))
        .doubleValue();
  }

  @Test
  void the_same_is_told_in_words_for_who_cannot_see_it() throws SQLException {
    Page page = opened();

    assertThat(page.locator(".tv-timeline [data-person=patient] svg"))
        .hasAttribute("aria-label", Pattern.compile("Anna Schmidt: .* stored of .*"));
    Locator rows = page.locator(".tv-account tbody tr");
    assertThat(rows.filter(new Locator.FilterOptions().setHasText("The person had declined")))
        .hasCount(1);
    assertThat(rows.locator("nth=1")).containsText("Not to be recorded");
    assertThat(rows.locator("nth=1")).containsText("10.0 s");
  }

  @Test
  void the_certificate_is_signed_and_openssl_alone_can_check_it(@TempDir Path directory)
      throws Exception {
    Page page = opened();
    assertThat(page.getByText("Signature valid")).isVisible();
    assertThat(page.locator("#records .tv-card-head")).containsText("Missing:");

    Download download =
        page.waitForDownload(() -> page.getByText("Download the certificate").click());
    unpack(download.path(), directory);

    assertThat(openssl(directory)).contains("Verified OK");
    Path text = directory.resolve("certificate.json");
    assertThat(Files.readString(text))
        .contains("\"visit\":\"" + visit.id() + "\"")
        .contains("\"complete\":false")
        .contains("\"cause\":\"declined\"");
    Files.writeString(text, Files.readString(text).replace("false", "true"));
    assertThat(openssl(directory)).contains("Verification failure");
    assertThat(Visits.trail(DemoPerson.COMPLIANCE)).contains("done review.download");
  }

  private static void unpack(Path zip, Path directory) throws IOException {
    try (InputStream in = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(in)) {
      for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
        Path name = Path.of(e.getName()).getFileName();
        Files.copy(entries, directory.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** As the note in the download says. */
  private static String openssl(Path directory) throws IOException, InterruptedException {
    Process openssl =
        new ProcessBuilder(
                "openssl",
                "dgst",
                "-sha256",
                "-verify",
                "public-key.pem",
                "-signature",
                "certificate.sig",
                "certificate.json")
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(openssl.getInputStream().readAllBytes());
    openssl.waitFor();
    return said;
  }

  @Test
  void a_certificate_that_somebody_changed_in_the_database_is_not_shown_as_if_it_were_right()
      throws SQLException {
    Stack.sql(
        """
        alter table completeness_certificate disable trigger user;
        update completeness_certificate set body = replace(body, 'declined', 'starting'),
          sha256 = encode(sha256(convert_to(replace(body, 'declined', 'starting'), 'UTF8')), 'hex');
        alter table completeness_certificate enable trigger user
        """);
    Page page = opened();

    assertThat(page.getByText("Signature not valid: do not rely on it")).isVisible();
    assertThat(page.locator(".tv-timeline")).hasCount(0);
  }

  /** The clinic rotated once: a former key signed, and its public half lies beside the new one. */
  @Test
  void a_certificate_of_a_former_key_is_shown_and_one_of_an_unknown_key_is_called_so(
      @TempDir Path elsewhere) throws Exception {
    SigningKey key = SigningKey.at(elsewhere.resolve("signing-key.pem"), true);
    signedAnewBy(key);
    Page page = opened();
    assertThat(page.getByText("Signed by a key that is not known here")).isVisible();
    assertThat(page.locator("#records")).containsText(key.keyId());
    assertThat(page.locator("#records")).containsText("bring back its former public key");
    assertThat(page.locator(".tv-timeline")).hasCount(0);
    assertThat(Accessibility.violations(page)).isEmpty();

    Path former = Stack.data().resolve("keys/former-signing-keys");
    Files.createDirectories(former);
    Path file = former.resolve(key.keyId() + ".pem");
    Files.writeString(file, key.publicKeyPem());
    try {
      page.reload();
      assertThat(page.getByText("Signature valid")).isVisible();
      assertThat(bars(page, "patient", "stored")).hasCount(2);
    } finally {
      Files.delete(file);
    }
  }

  private static void signedAnewBy(SigningKey key) throws SQLException {
    String body = Visits.read("select body from completeness_certificate").get(0);
    Stack.sql(
        """
        alter table completeness_certificate disable trigger user;
        update completeness_certificate set signature = decode('%s', 'hex'), key_id = '%s',
          public_key = '%s';
        alter table completeness_certificate enable trigger user
        """
            .formatted(
                HexFormat.of().formatHex(key.sign(body.getBytes(UTF_8))),
                key.keyId(),
                key.publicKeyPem()));
  }

  @Test
  void what_is_missing_is_an_alarm_at_the_top_of_the_list() throws Exception {
    Instant later = Instant.now().plus(Duration.ofMinutes(5));
    RecordedVisit newer = RecordedVisit.between(DemoPerson.BO, DemoPerson.MEYER, later);
    newer.record(DemoPerson.BO, TinyWebm.ofSeconds(5), Duration.ZERO);
    Page page = chromium.as(DemoPerson.COMPLIANCE);

    assertThat(page.locator("[data-visit]")).hasCount(2);
    assertThat(page.locator("[data-visit]").first()).containsText("Anna Schmidt");
    assertThat(page.locator("[data-visit]").first()).containsText("Missing:");
    assertThat(page.locator("[data-visit]").first()).hasAttribute("data-alarm", "true");
  }

  private String everythingIsDue() {
    return LocalDate.now(ZoneId.of("Europe/Berlin")).plusDays(4000).toString();
  }

  @Test
  void a_preview_says_what_will_be_deleted_and_why_and_what_a_hold_keeps() {
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Retention")).click();
    assertThat(page.getByText("Nothing is due by then")).isVisible();
    page.locator("#day").fill(everythingIsDue());
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show")).click();

    assertThat(page.locator("#preview")).containsText("3 recordings are deleted");
    assertThat(page.locator("#preview [data-held]").first()).containsText("medical record");

    hold(page, visit.id(), "AZ 4711/30", "a complaint is pending");
    page.navigate(Stack.url("/compliance/retention.xhtml?day=" + everythingIsDue()));

    assertThat(page.locator("#preview")).containsText("nothing is deleted");
    assertThat(page.locator("#preview [data-held=true]")).hasCount(3);
    assertThat(page.locator("#preview")).containsText("3 are held");
  }

  private static void hold(Page page, UUID visit, String number, String reason) {
    page.navigate(Stack.url("/compliance/holds.xhtml?id=" + visit));
    page.locator("[id='visit:hold:number:input']").fill(number);
    page.locator("[id='visit:hold:reason:input']").fill(reason);
    page.locator("[id='visit:hold:save']").click();
    page.locator("[data-hold][data-active=true]").first().waitFor();
  }

  @Test
  void a_policy_is_set_by_keyboard_and_counts_at_once() {
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    page.navigate(Stack.url("/compliance/retention.xhtml"));
    page.locator("[id='policy:set:days:input']").fill("1");
    page.locator("[id='policy:set:reason:input']").fill("a trial of one day");
    page.locator("[id='policy:set:reason:input']").press("Tab");
    page.keyboard().press("Enter");

    assertThat(page.locator("[data-policy]")).hasCount(1);
    assertThat(page.locator("[data-policy]")).containsText("a trial of one day");
    assertThat(page.locator("#preview")).containsText("3 recordings are deleted");
    assertThat(page.locator("#preview")).containsText("Kept for 1 days: a trial of one day");
  }

  @Test
  void a_narrower_policy_can_be_ended_and_one_without_a_reason_is_refused() {
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    page.navigate(Stack.url("/compliance/retention.xhtml"));
    page.locator("[id='policy:set:type:input']").selectOption("psychotherapy");
    page.locator("[id='policy:set:place:input']").selectOption("DE");
    page.locator("[id='policy:set:days:input']").fill("365");
    page.locator("[id='policy:set:reason:input']").fill("why");
    page.locator("[id='policy:set:save']").click();
    assertThat(page.getByText("Please give a reason of at least 10 characters.")).isVisible();

    page.locator("[id='policy:set:reason:input']").fill("the chamber of psychotherapists");
    page.locator("[id='policy:set:save']").click();
    Locator policy = page.locator("[data-policy]").last();
    assertThat(policy).containsText("Psychotherapy, Germany");
    policy.getByText("End", new Locator.GetByTextOptions().setExact(true)).click();
    policy.locator("input[type=submit]").click();
    assertThat(page.locator("[data-policy]")).hasCount(1);
  }

  @Test
  void a_request_is_refused_under_hold_and_granted_without() throws SQLException {
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    hold(page, visit.id(), "AZ 1", "a complaint is pending");
    page.navigate(Stack.url("/compliance/holds.xhtml?id=" + visit.id()));
    page.locator("[id='visit:ask:who:input']").selectOption(DemoPerson.ANNA.subject());
    page.getByText("Write the request down").click();
    decide(page, "Grant and delete", "the patient asked for it");
    assertThat(page.getByText("A legal hold lies on this visit.")).isVisible();

    Locator hold = page.locator("[data-hold]");
    hold.getByText("Release", new Locator.GetByTextOptions().setExact(true)).click();
    hold.getByRole(AriaRole.TEXTBOX).fill("the complaint was settled");
    hold.getByText("Release the hold").click();
    page.locator("[data-hold][data-active=false]").waitFor();
    decide(page, "Grant and delete", "the patient asked for it");
    assertThat(page.locator("[data-request]")).containsText("Granted, deleted");

    Page review = opened();
    assertThat(review.locator("[data-lane]").first()).containsText("at the person’s request");
    assertThat(review.locator("[data-player] video")).hasCount(1);
    assertThat(review.getByText("Certificates of deletion")).isVisible();
    APIResponse gone =
        review
            .context()
            .request()
            .get(
                Stack.url(
                    "/compliance/media/%s/%s"
                        .formatted(
                            Visits.read("select id::text from review_grant").get(0), annas)));
    assertThat(gone.status()).isEqualTo(410);
  }

  private static void decide(Page page, String how, String why) {
    Locator request = page.locator("[data-request][data-open=true]");
    if (!request.getByRole(AriaRole.TEXTBOX).isVisible()) {
      request.getByText("Decide", new Locator.GetByTextOptions().setExact(true)).click();
    }
    request.getByRole(AriaRole.TEXTBOX).fill(why);
    request.getByText(how).click();
  }
}
