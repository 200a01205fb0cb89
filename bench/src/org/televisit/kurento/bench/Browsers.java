package org.televisit.kurento.bench;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.televisit.Chromium;

/** Chromium with a camera that films a clip with some noise in it, as a real one would. */
final class Browsers implements AutoCloseable {

  private final Playwright driver = Chromium.driver();
  private final Browser browser;
  private final double frameRate;

  Browsers(Path work, int frameRate) throws IOException, InterruptedException {
    this.frameRate = frameRate;
    Path film = work.resolve("film.y4m");
    Commands.run(
        "ffmpeg", "-v", "error", "-y",
        "-f", "lavfi", "-i", "testsrc2=size=640x480:rate=" + frameRate + ":duration=5,noise=alls=4:allf=t:all_seed=5",
        "-pix_fmt", "yuv420p", film.toString());
    browser =
        driver
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(Chromium.program())
                    .setArgs(
                        List.of(
                            "--headless=new",
                            "--no-sandbox",
                            "--disable-gpu",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--autoplay-policy=no-user-gesture-required",
                            "--use-fake-ui-for-media-stream",
                            "--use-fake-device-for-media-stream",
                            "--use-file-for-fake-video-capture=" + film,
                            "--allow-loopback-in-peer-connection")));
  }

  /** Somebody with the camera open. */
  Peer person(PeerSite site, boolean serverOffers) {
    BrowserContext context = browser.newContext();
    Page page = context.newPage();
    page.setDefaultTimeout(60_000);
    page.navigate(site.address());
    page.evaluate("rate => open(rate)", frameRate);
    return new Peer(page, serverOffers);
  }

  String version() {
    return "Chromium " + browser.version();
  }

  @Override
  public void close() {
    browser.close();
    driver.close();
  }

  /** One page. */
  record Peer(Page page, boolean serverOffers) implements AutoCloseable {

    void publish(String id, int bitrate) {
      page.evaluate("([id, bitrate]) => publish(id, bitrate)", List.of(id, bitrate));
    }

    void view(String id, String from) {
      page.evaluate(
          "([id, from, offers]) => view(id, from, offers)", List.of(id, from, serverOffers));
    }

    /** Milliseconds from the beginning of the view to its first picture; -1 if none came. */
    double firstFrame(String id) {
      return ((Number) page.evaluate("id => firstFrame(id, 15000)", id)).doubleValue();
    }

    /** When each step towards the first picture was made, in milliseconds from the beginning. */
    Map<String, Double> steps(String id) {
      @SuppressWarnings("unchecked")
      Map<String, Number> marks =
          (Map<String, Number>) page.evaluate("id => peers[id].marks", id);
      Map<String, Double> steps = new LinkedHashMap<>();
      marks.forEach((name, millis) -> steps.put(name, millis.doubleValue()));
      return steps;
    }

    Received received(String id) {
      @SuppressWarnings("unchecked")
      Map<String, Object> now = (Map<String, Object>) page.evaluate("id => received(id)", id);
      return new Received(
          System.nanoTime(),
          number(now, "bytes"),
          number(now, "decoded"),
          number(now, "frozen"),
          number(now, "audio"),
          number(now, "concealed"));
    }

    private static double number(Map<String, Object> all, String name) {
      return ((Number) all.get(name)).doubleValue();
    }

    void leave(String id) {
      page.evaluate("id => leave(id)", id);
    }

    @Override
    public void close() {
      page.context().close();
    }
  }

  /**
   * What has come in so far.
   *
   * @param at nanoseconds, of the clock of {@link System#nanoTime}
   * @param bytes RTP of sound and pictures
   * @param decoded pictures
   * @param frozen seconds
   * @param samples of sound that were played
   * @param concealed those of them that were made up
   */
  record Received(
      long at, double bytes, double decoded, double frozen, double samples, double concealed) {

    Received since(Received before) {
      return new Received(
          at - before.at,
          bytes - before.bytes,
          decoded - before.decoded,
          frozen - before.frozen,
          samples - before.samples,
          concealed - before.concealed);
    }

    double seconds() {
      return at / 1e9;
    }
  }
}
