package org.televisit.kurento;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A real Chromium with a fake microphone. */
final class VisitBrowser implements AutoCloseable {

  private static final List<String> FLAGS =
      List.of(
          "--headless=new",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          "--autoplay-policy=no-user-gesture-required",
          "--allow-loopback-in-peer-connection",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream");

  private final Playwright playwright =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private final Browser browser =
      playwright
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of("/usr/bin/chromium"))
                  .setIgnoreDefaultArgs(List.of("--headless=old"))
                  .setArgs(FLAGS));

  /** A page in a context of its own. */
  Page open(String address) {
    Page page = browser.newContext().newPage();
    page.setDefaultTimeout(40_000);
    page.navigate(address);
    return page;
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
