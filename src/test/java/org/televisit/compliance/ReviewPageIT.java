package org.televisit.compliance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.Accessibility;
import org.televisit.Chromium;
import org.televisit.Stack;
import org.televisit.dev.DemoPerson;

/**
 * Review as the compliance officer does it, in a real browser and on recordings that it decodes.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ReviewPageIT {

  private static final String REASON = "complaint 4711 of the patient";

  /** The picture of a canvas on which seconds are counted, recorded by the browser itself. */
  private static final String FILM =
      """
      async milliseconds => {
        const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
        const ink = canvas.getContext('2d');
        const drawing = setInterval(() => {
          ink.fillStyle = `hsl(${(performance.now() / 20) % 360} 80% 50%)`;
          ink.fillRect(0, 0, 320, 240);
        }, 40);
        const recorder = new MediaRecorder(canvas.captureStream(25), {
          mimeType: 'video/webm;codecs=vp8', videoKeyFrameIntervalDuration: 1000 });
        const parts = [];
        recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
        const stopped = new Promise(done => recorder.addEventListener('stop', done));
        recorder.start(500);
        setTimeout(() => recorder.stop(), milliseconds);
        await stopped;
        clearInterval(drawing);
        const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
        return btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''));
      }
      """;

  @RegisterExtension static final Chromium chromium = Chromium.withFakeCamera();

  private static byte[] film;
  private RecordedVisit visit;
  private UUID annas;

  @BeforeAll
  static void aFilmOfSixSeconds() {
    Page studio = chromium.anonymous();
    studio.navigate("about:blank");
    film = Base64.getDecoder().decode((String) studio.evaluate(FILM, 6_000));
  }

  @BeforeEach
  void aRecordedVisit() throws Exception {
    Stack.cleanSlate();
    visit = RecordedVisit.between(DemoPerson.ANNA, DemoPerson.LIN, Instant.now());
    annas = visit.record(DemoPerson.ANNA, film, Duration.ZERO);
    visit.record(DemoPerson.LIN, film, Duration.ofSeconds(2));
  }

  private Page open(Page page, RecordedVisit what) {
    page.navigate(Stack.url("/compliance/visit.xhtml?id=" + what.id()));
    return page;
  }

  private Page granted() {
    Page page = open(chromium.as(DemoPerson.COMPLIANCE), visit);
    ask(page, REASON);
    page.locator("[data-player][data-ready]").waitFor();
    return page;
  }

  private static void ask(Page page, String reason) {
    page.getByRole(AriaRole.RADIO).first().check();
    page.getByRole(AriaRole.TEXTBOX).fill(reason);
    page.locator("form#grant input[type=submit]").click();
  }

  private static Locator videos(Page page) {
    return page.locator("[data-player] video");
  }

  private static double number(Locator video, String property) {
    return ((Number) video.evaluate("(video, name) => video[name]", property)).doubleValue();
  }

  @Test
  void a_reason_that_says_nothing_opens_nothing() throws Exception {
    Page page = open(chromium.as(DemoPerson.COMPLIANCE), visit);
    ask(page, "because");

    assertThat(page.getByText("at least 10 characters.")).isVisible();
    assertThat(videos(page)).hasCount(0);
    assertThat(events()).contains("refused review.grant").doesNotContain("done review.grant");
  }

  @Test
  void a_purpose_and_a_reason_open_the_pictures_of_both_with_their_true_length() throws Exception {
    Page page = granted();

    assertThat(videos(page)).hasCount(2);
    for (Locator video : videos(page).all()) {
      page.waitForCondition(() -> number(video, "readyState") >= 2);
      assertThat(number(video, "duration")).isCloseTo(6, within(1.0));
      assertThat(number(video, "videoWidth")).isEqualTo(320);
    }
    assertThat(page.locator("[data-time]")).containsText("/ 0:0");
    assertThat(events())
        .containsSubsequence("done review.list", "done review.grant", "done review.open")
        .filteredOn("done review.play"::equals)
        .hasSize(2);
  }

  @Test
  void the_keys_move_all_pictures_on_one_clock() {
    Page page = granted();
    Locator anna = videos(page).first();
    Locator lin = videos(page).last();
    page.keyboard().press("ArrowRight");

    page.waitForCondition(() -> Math.abs(number(anna, "currentTime") - 5) < 0.05);
    page.waitForCondition(() -> Math.abs(number(lin, "currentTime") - 3) < 0.05);
    page.keyboard().press("ArrowLeft");
    page.keyboard().press(" ");
    page.waitForCondition(() -> number(anna, "currentTime") > 3);

    assertThat(apart(page))
        .as("the doctor's recording began two seconds later")
        .isCloseTo(2, within(0.5));
    assertThat(page.locator("[data-mark]").first()).containsText("Carla Rossi");
  }

  /** How far two pictures that play are from each other, in seconds, at one moment. */
  private static double apart(Page page) {
    Object apart =
        page.evaluate(
            """
            () => {
              const videos = [...document.querySelectorAll('[data-player] video')];
              return videos[0].currentTime - videos.at(-1).currentTime;
            }
            """);
    return ((Number) apart).doubleValue();
  }

  @Test
  void a_seek_shows_the_frame_that_was_asked_for() {
    Page page = granted();
    Locator video = videos(page).first();
    page.waitForCondition(() -> number(video, "readyState") >= 2);
    Object shown =
        video.evaluate(
            """
            video => new Promise(done => {
              video.requestVideoFrameCallback((now, frame) => done(frame.mediaTime));
              video.closest('[data-player]').querySelector('[data-seek]').value = '4';
              video.closest('[data-player]').querySelector('[data-seek]')
                .dispatchEvent(new Event('input', { bubbles: true }));
            })
            """);

    assertThat(((Number) shown).doubleValue()).isCloseTo(4, within(0.3));
  }

  @Test
  void the_same_opening_is_one_play_and_another_opening_is_another() throws Exception {
    Page page = granted();
    page.waitForCondition(() -> number(videos(page).first(), "readyState") >= 2);
    page.keyboard().press("Shift+ArrowRight");
    page.keyboard().press("Shift+ArrowLeft");
    assertThat(plays(annas)).isEqualTo(1);

    page.reload();
    page.locator("[data-player][data-ready]").waitFor();
    page.waitForCondition(() -> number(videos(page).first(), "readyState") >= 2);
    assertThat(plays(annas)).isEqualTo(2);
  }

  @Test
  void a_recording_whose_file_is_gone_says_so_and_the_other_plays() throws Exception {
    Files.delete(file(annas));
    Page page = granted();

    assertThat(page.locator("[data-person=patient] [data-said]"))
        .containsText("damaged or missing");
    Locator lin = videos(page).last();
    page.keyboard().press(" ");
    page.waitForCondition(() -> number(lin, "currentTime") > 0.2);
    assertThat(events()).contains("refused review.play");
  }

  @Test
  void of_a_recording_that_is_damaged_anywhere_nothing_is_shown_and_the_page_says_why()
      throws Exception {
    try (RandomAccessFile bits = new RandomAccessFile(file(annas).toFile(), "rw")) {
      bits.seek(bits.length() / 2);
      int old = bits.read();
      bits.seek(bits.length() / 2);
      bits.write(old ^ 1);
    }
    Page page = granted();

    assertThat(page.locator("[data-person=patient] [data-said]"))
        .containsText("This recording is damaged or missing. Nothing of it is shown");
    assertThat(number(videos(page).first(), "readyState")).isZero();
    Locator lin = videos(page).last();
    page.keyboard().press(" ");
    page.waitForCondition(() -> number(lin, "currentTime") > 0.2);
    assertThat(events()).contains("refused review.play");
    assertThat(events()).filteredOn("done review.play"::equals).hasSize(1); // the doctor's
    assertThat(Accessibility.violations(page)).isEmpty();
  }

  @Test
  void while_a_recording_is_still_being_checked_the_page_says_so_and_goes_on_by_itself()
      throws Exception {
    visit.grant(DemoPerson.COMPLIANCE, Instant.now().plus(Duration.ofMinutes(30)));
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    AtomicBoolean checking = new AtomicBoolean(true);
    page.route(
        "**/compliance/media/**",
        route -> {
          if (checking.get()) {
            route.fulfill(
                new Route.FulfillOptions().setStatus(503).setHeaders(Map.of("Retry-After", "1")));
          } else {
            route.resume();
          }
        });
    open(page, visit).locator("[data-player][data-ready]").waitFor();
    Locator said = page.locator("[data-person=patient] [data-said]");
    assertThat(said).containsText("Checking that the recording is whole.");
    checking.set(false);

    assertThat(said).isHidden();
    page.waitForCondition(() -> number(videos(page).first(), "readyState") >= 2);
    page.keyboard().press(" ");
    page.waitForCondition(() -> number(videos(page).first(), "currentTime") > 0.2);
  }

  @Test
  void the_pictures_go_when_the_time_is_over() throws Exception {
    visit.grant(DemoPerson.COMPLIANCE, Instant.now().plus(Duration.ofMinutes(30)));
    Page page = chromium.as(DemoPerson.COMPLIANCE);
    page.clock().install();
    open(page, visit).locator("[data-player][data-ready]").waitFor();
    assertThat(page.locator("[data-left]")).containsText("(29:");
    page.clock().fastForward("31:00");

    page.getByText("Your access has ended.").waitFor();
    assertThat(videos(page).first()).not().hasAttribute("src", Pattern.compile(".*"));
  }

  @Test
  void a_time_that_is_over_has_to_be_asked_for_again() throws Exception {
    visit.grant(DemoPerson.COMPLIANCE, Instant.now());

    assertThat(open(chromium.as(DemoPerson.COMPLIANCE), visit).locator("form#grant")).isVisible();
  }

  @Test
  void alarms_come_first_in_the_list_and_a_day_narrows_it() throws Exception {
    Instant before = Instant.now().minus(Duration.ofDays(3));
    RecordedVisit failed = RecordedVisit.between(DemoPerson.CHEN, DemoPerson.MEYER, before);
    failed.fail(failed.order(DemoPerson.CHEN, "C".repeat(43)), "no-media");
    Page page = chromium.as(DemoPerson.COMPLIANCE);

    assertThat(page.locator("[data-visit]")).hasCount(2);
    assertThat(page.locator("[data-visit]").first()).containsText("Wei Chen");
    page.navigate(
        Stack.url(
            "/compliance/queue.xhtml?day="
                + before.atZone(ZoneId.of("Europe/Berlin")).toLocalDate()));
    assertThat(page.locator("[data-visit]")).hasCount(1);
    page.navigate(Stack.url("/compliance/queue.xhtml?day=2001-02-30"));
    assertThat(page.getByText("That is not a day.")).isVisible();
  }

  @ParameterizedTest
  @CsvSource({"en, 1280", "en, 360", "zh-CN, 1280", "zh-CN, 360"})
  void the_pages_can_be_used_by_everybody(String language, int width) {
    Page page =
        chromium.as(
            DemoPerson.COMPLIANCE,
            new Browser.NewContextOptions().setLocale(language).setViewportSize(width, 800));
    assertUsable(page);
    assertUsable(open(page, visit));
    ask(page, REASON);
    page.locator("[data-player][data-ready]").waitFor();
    assertUsable(page);
  }

  private static void assertUsable(Page page) {
    assertThat(Accessibility.violations(page)).isEmpty();
    assertThat(page.content()).doesNotContain("???");
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("nothing to scroll sideways on " + page.url())
        .isEqualTo(true);
  }

  /** Outcome and action of all events, oldest first. */
  private static List<String> events() throws SQLException {
    return query("select outcome || ' ' || action from audit_event order by id", List.of());
  }

  private static int plays(UUID recording) throws SQLException {
    return query(
            "select action from audit_event where action = 'review.play' and entity = ?",
            List.of("recording/" + recording))
        .size();
  }

  private static List<String> query(String sql, List<String> values) throws SQLException {
    try (Connection connection = Stack.owner();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.size(); i++) {
        statement.setString(i + 1, values.get(i));
      }
      List<String> found = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      return found;
    }
  }

  private static Path file(UUID recording) throws IOException {
    try (Stream<Path> files = Files.walk(Stack.recordings())) {
      return files.filter(file -> file.endsWith(recording + ".tmrv")).findFirst().orElseThrow();
    }
  }
}
