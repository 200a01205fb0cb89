package org.televisit.consultation;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.RequestOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.televisit.Stack;

/** The reviewer's page of one visit. */
record ReviewDesk(Page page) {

  /** States a purpose, and opens the visit. */
  static ReviewDesk open(Page page, UUID visit) {
    page.navigate(Stack.url("/compliance/visit.xhtml?id=" + visit));
    page.getByLabel("Compliance: checking against rules").check();
    page.getByLabel("Reason").fill("Yearly sample of recorded visits");
    page.locator("[id$=open][type=submit]").click();
    page.locator("[data-player]").waitFor();
    return new ReviewDesk(page);
  }

  Locator recordings() {
    return page.locator("video[data-recording]");
  }

  Locator recording(String role) {
    return page.locator("figure[data-person=" + role + "] video[data-recording]");
  }

  /** All bytes of a person's only recording. */
  Path download(String role) throws IOException {
    return download(recording(role));
  }

  /** All bytes of one recording. */
  Path download(UUID recording) throws IOException {
    return download(page.locator("video[data-recording='" + recording + "']"));
  }

  /** Fetched range by range as a player does. */
  private Path download(Locator video) throws IOException {
    String source = Stack.url("") + video.getAttribute("src");
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    long total = Long.MAX_VALUE;
    while (whole.size() < total) {
      APIResponse part =
          page.request()
              .get(
                  source,
                  RequestOptions.create().setHeader("Range", "bytes=" + whole.size() + "-"));
      assertThat(part.status()).isEqualTo(206);
      whole.write(part.body());
      total =
          Long.parseLong(
              requireNonNull(part.headers().get("content-range")).replaceFirst(".*/", ""));
    }
    Path file = Files.createTempFile("recording", ".webm");
    file.toFile().deleteOnExit();
    return Files.write(file, whole.toByteArray());
  }

  /** Plays everything from the start until every picture has moved on by two seconds. */
  void plays() {
    page.locator("[data-toggle]").click();
    page.waitForCondition(() -> recordings().all().stream().allMatch(video -> at(video) > 2));
    page.locator("[data-toggle]").click();
  }

  /** Plays one recording that has no picture: the clock goes on with it, and nothing is broken. */
  void playsSound(UUID recording) {
    Locator video = page.locator("video[data-recording='" + recording + "']");
    seekTo((long) Math.ceil((start(video) - earliest()) / 1000));
    page.locator("[data-toggle]").click();
    page.waitForCondition(() -> at(video) > 3);
    page.locator("[data-toggle]").click();
    assertThat((Integer) video.evaluate("v => v.videoWidth")).isZero();
    assertThat(page.locator("[data-said]:visible").count()).isZero();
  }

  private void seekTo(long second) {
    page.locator("[data-seek]").fill(String.valueOf(second));
  }

  /** Jumps to a moment of the visit, in seconds, and has every picture of that moment. */
  void seeks(long to) {
    seekTo(to);
    for (Locator video : recordings().all()) {
      double expected = to - (start(video) - earliest()) / 1000;
      page.waitForCondition(
          () ->
              Math.abs(at(video) - expected) < 0.1
                  && (Boolean) video.evaluate("v => !v.seeking && v.readyState >= 2"));
    }
  }

  private double earliest() {
    return recordings().all().stream().mapToDouble(ReviewDesk::start).min().orElseThrow();
  }

  private static double start(Locator video) {
    return Double.parseDouble(video.getAttribute("data-start"));
  }

  double duration(String role) {
    return ((Number) recording(role).evaluate("v => v.duration")).doubleValue();
  }

  private static double at(Locator video) {
    return ((Number) video.evaluate("v => v.currentTime")).doubleValue();
  }
}
