package org.televisit.consultation;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import java.util.List;
import java.util.UUID;
import org.televisit.Stack;

/** The room as one person has it before them. */
record RoomScreen(Page page) {

  private static final double PATIENCE = 30_000;

  /** Average colour and average brightness of columns, from decoded pixels. */
  private static final String LOOK =
      """
      video => {
        const canvas = document.createElement('canvas');
        canvas.width = 64; canvas.height = 48;
        const paper = canvas.getContext('2d');
        paper.drawImage(video, 0, 0, 64, 48);
        const pixels = paper.getImageData(0, 0, 64, 48).data;
        const sum = [0, 0, 0];
        let bar = 0, most = 0;
        for (let x = 0; x < 64; x++) {
          let column = 0;
          for (let y = 0; y < 48; y++) {
            const at = 4 * (64 * y + x);
            for (let c = 0; c < 3; c++) { sum[c] += pixels[at + c]; column += pixels[at + c]; }
          }
          if (column > most) { most = column; bar = x; }
        }
        return [...sum.map(s => s / (64 * 48)), bar];
      }
      """;

  /** Loudest frequency in hertz that is heard within the next seconds; 0 if all is silent. */
  private static final String LISTEN =
      """
      async video => {
        const context = new AudioContext();
        await context.resume();
        const analyser = context.createAnalyser();
        analyser.fftSize = 8192;
        context.createMediaStreamSource(video.srcObject).connect(analyser);
        const heard = new Float32Array(analyser.frequencyBinCount);
        let best = -80, at = 0;
        const until = performance.now() + 3000;
        while (performance.now() < until) {
          await new Promise(resolve => requestAnimationFrame(resolve));
          analyser.getFloatFrequencyData(heard);
          heard.forEach((level, bin) => { if (level > best) { best = level; at = bin; } });
        }
        await context.close();
        return at * context.sampleRate / analyser.fftSize;
      }
      """;

  /** From the preview, once camera and microphone work, into the room. */
  static RoomScreen enter(Page page, UUID visit) {
    return enter(page, visit, Stack.url(""));
  }

  /** The same in another clinic than the one that tests share. */
  static RoomScreen enter(Page page, UUID visit, String application) {
    page.navigate(application + "/room/visit.xhtml?id=" + visit);
    RoomScreen screen = new RoomScreen(page);
    screen.goesIn();
    return screen;
  }

  /** From the preview, which is before one. */
  void goesIn() {
    assertThat(page.locator("#join"))
        .isEnabled(new LocatorAssertions.IsEnabledOptions().setTimeout(PATIENCE));
    page.locator("#join").click();
  }

  RoomScreen says(String text) {
    assertThat(page.locator("#veil"))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    return this;
  }

  /** The first who waits. */
  void letIn() {
    letIn("");
  }

  /** Who waits and is called so. */
  void letIn(String name) {
    Locator button =
        page.locator("[data-admit]").filter(new Locator.FilterOptions().setHasText(name)).first();
    assertThat(button).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    button.click();
  }

  /** The one other person's picture: decoded, theirs, and moving. */
  void sees(TestCamera camera) {
    sees(page.locator("#pictures video[data-seat]"), camera);
  }

  /** The picture of one of several. */
  void sees(String name, TestCamera camera) {
    sees(page.locator("#pictures video[aria-label='Picture of " + name + "']"), camera);
  }

  private void sees(Locator video, TestCamera camera) {
    assertThat(page.locator("#veil"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE));
    page.waitForCondition(() -> decoded(video) > 20);
    List<Double> first = look(video);
    assertThat(camera.shows(first.get(0), first.get(1), first.get(2))).as("%s", first).isTrue();
    page.waitForCondition(() -> Math.abs(look(video).get(3) - first.get(3)) > 4);
  }

  /** The shared screen: decoded, what the browser of the tests shares, and moving. */
  void seesScreen() {
    Locator video = page.locator("#screens video[data-seat]");
    assertThat(video).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#screens canvas"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    int before = decoded(video);
    page.waitForCondition(() -> decoded(video) > before + 5);
    List<Double> colour = look(video);
    assertThat(isTestScreen(colour.get(0), colour.get(1), colour.get(2))).as("%s", colour).isTrue();
  }

  /** Whether an average colour is that of Chromium's make-believe screen, a green field. */
  static boolean isTestScreen(double r, double g, double b) {
    return g > r + 60 && g > b + 60;
  }

  /** Any other person's picture, shown and moving from now on. */
  void seesSomebody() {
    assertThat(page.locator("#veil"))
        .isHidden(new LocatorAssertions.IsHiddenOptions().setTimeout(PATIENCE));
    Locator video = page.locator("#pictures video[data-seat]");
    int[] last = {decoded(video)};
    int[] more = {0}; // than were shown before: a picture that stands still has none
    page.waitForCondition(
        () -> {
          int now = decoded(video); // begins again with a new connection
          more[0] += now >= last[0] ? now - last[0] : now;
          last[0] = now;
          return more[0] > 20;
        },
        new Page.WaitForConditionOptions().setTimeout(PATIENCE));
  }

  /** The picture goes on after a new connection took the place of the old one. */
  void seesSomebodyAnew() {
    Locator video = page.locator("#pictures video[data-seat]");
    assertThat(page.locator("#pictures canvas"))
        .hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(PATIENCE));
    int before = decoded(video);
    page.waitForCondition(() -> decoded(video) > before + 20);
  }

  /** What stands under somebody's picture. */
  void showsOf(String name, String text) {
    assertThat(page.locator("#pictures figcaption"))
        .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    assertThat(page.locator("#pictures figcaption")).containsText(name);
  }

  private static int decoded(Locator video) {
    return ((Number) video.evaluate("v => v.getVideoPlaybackQuality().totalVideoFrames"))
        .intValue();
  }

  @SuppressWarnings("unchecked")
  private static List<Double> look(Locator video) {
    return ((List<Number>) video.evaluate(LOOK)).stream().map(Number::doubleValue).toList();
  }

  /** The one other person's voice. */
  void hears(TestCamera camera) {
    Number loudest = (Number) page.locator("#pictures video[data-seat]").evaluate(LISTEN);
    assertThat(loudest.doubleValue()).isBetween(camera.hertz() - 40.0, camera.hertz() + 40.0);
  }

  /** Whose recording is in which state, as everybody can read it. */
  RoomScreen reads(String recording) {
    assertThat(page.locator("#recorded"))
        .containsText(recording, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
    return this;
  }

  /** Waits until so much of every recorded person is said to be safe. */
  void waitsUntilStored(long milliseconds, int people) {
    page.waitForCondition(
        () -> stored().stream().filter(millis -> millis >= milliseconds).count() >= people,
        new Page.WaitForConditionOptions().setTimeout(60_000));
  }

  /** How much of each is said to be safe, in milliseconds. */
  List<Long> stored() {
    return page.locator("#recorded li").all().stream()
        .map(item -> Long.parseLong(item.getAttribute("data-stored-ms")))
        .toList();
  }

  void endsTheVisit() {
    page.locator("#end-visit").click();
    page.locator("#end-yes").click();
  }
}
