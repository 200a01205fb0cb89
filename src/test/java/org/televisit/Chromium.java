package org.televisit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.televisit.dev.DemoPerson;

/**
 * A Chromium (or Chrome) with a fake camera and microphone for a test class; register it in a
 * static field with {@code @RegisterExtension}. What a test opens is closed after it, and shown in
 * {@code target/it/<clinic>/failures} if the test failed. The browser whose camera is its own
 * outlives the class: each page has a context to itself, as if in a browser that was just
 * installed, and to start one costs seconds. One that has ended meanwhile is started anew.
 */
public final class Chromium implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {
  /**
   * The two pages behind the address bar, which no test opens: to load them for each context takes
   * three times the CPU of a small page. Before them what Playwright itself switches off, for the
   * last list that Chromium is given is the only one.
   */
  private static final String WITHOUT =
      "--disable-features=AvoidUnnecessaryBeforeUnloadCheckSync,BoundaryEventDispatchTracksNodeRemoval,"
          + "DestroyProfileOnBrowserClose,DialMediaRouteProvider,GlobalMediaControls,HttpsUpgrades,"
          + "LensOverlay,MediaRouter,PaintHolding,ThirdPartyStoragePartitioning,"
          + "BlockOriginHeaderModificationOnRedirect,Translate,AutoDeElevate,OptimizationHints,"
          + "WebUIOmniboxPopup,WebUIOmniboxAimPopup";

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
          WITHOUT,
          "--autoplay-policy=no-user-gesture-required",
          "--use-fake-device-for-media-stream",
          "--use-fake-ui-for-media-stream",
          // the media server of the tests offers 127.0.0.1 and nothing else
          "--allow-loopback-in-peer-connection");

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  /** What is waited for ends early anyway, and a machine may be busy. */
  private static final double PATIENCE = 30_000;

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
  }

  private static @Nullable Playwright driver;
  private static @Nullable Browser shared;

  private final List<String> flags = new ArrayList<>(FLAGS);
  private final List<BrowserContext> open = new ArrayList<>();
  private @Nullable Browser browser;

  private Chromium(String... moreFlags) {
    flags.addAll(List.of(moreFlags));
  }

  /**
   * With Chromium's own fake camera (a green field with a moving pie) and its beeping microphone.
   */
  public static Chromium withFakeCamera() {
    return new Chromium();
  }

  /** With a camera that shows this file (.y4m or .mjpeg), over and over. */
  public static Chromium filming(Path video) {
    return new Chromium("--use-file-for-fake-video-capture=" + video.toAbsolutePath());
  }

  /** With a camera that shows one file, and a microphone that hears the other (.wav). */
  public static Chromium filming(Path video, Path sound) {
    return new Chromium(
        "--use-file-for-fake-video-capture=" + video.toAbsolutePath(),
        "--use-file-for-fake-audio-capture=" + sound.toAbsolutePath());
  }

  /** The program's path: {@code CHROME_PATH}, or the first known name on the {@code PATH}. */
  public static Path program() {
    String chosen = System.getenv("CHROME_PATH");
    if (chosen != null) {
      return Path.of(chosen);
    }
    String[] directories =
        Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator);
    return Stream.of(directories)
        .flatMap(directory -> NAMES.stream().map(name -> Path.of(directory, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("No Chromium or Chrome found: see .ci/browser"));
  }

  /** A page of a person who has not signed in, in English, 1280 by 800. */
  public Page anonymous() {
    return anonymous(new Browser.NewContextOptions());
  }

  /**
   * A page of a person who has not signed in, with a browser of their own (language, size, zone).
   */
  public Page anonymous(Browser.NewContextOptions options) {
    if (options.locale == null) {
      options.setLocale("en");
    }
    if (options.timezoneId == null) {
      options.setTimezoneId("Europe/Berlin");
    }
    if (options.viewportSize == null) {
      options.setViewportSize(1280, 800);
    }
    BrowserContext context =
        Objects.requireNonNull(browser, "register this extension").newContext(options);
    open.add(context);
    return context.newPage();
  }

  /** A page of this person, signed in, on their start page. */
  public Page as(DemoPerson who) {
    return SignIn.on(anonymous(), who);
  }

  public Page as(DemoPerson who, Browser.NewContextOptions options) {
    return SignIn.on(anonymous(options), who);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    browser = isShared() ? shared() : launch(ofThisJvm(), flags);
  }

  private boolean isShared() {
    return flags.equals(FLAGS);
  }

  private static Browser shared() {
    Browser running = shared;
    if (running == null || !running.isConnected()) {
      running = launch(ofThisJvm(), FLAGS);
      shared = running;
    }
    return running;
  }

  /** Test classes run one after the other, in one thread. It ends with the JVM. */
  private static Playwright ofThisJvm() {
    Playwright running = driver;
    if (running == null) {
      running = driver();
      Runtime.getRuntime().addShutdownHook(new Thread(running::close, "stop browsers"));
      driver = running;
    }
    return running;
  }

  /** What drives a browser, without one of its own. */
  public static Playwright driver() {
    return Playwright.create(
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  }

  /** The browser of this machine with a fake camera and microphone. */
  public static Browser launch(Playwright driver) {
    return launch(driver, FLAGS);
  }

  private static Browser launch(Playwright driver, List<String> flags) {
    return driver
        .chromium()
        .launch(new BrowserType.LaunchOptions().setExecutablePath(program()).setArgs(flags));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    if (test.getExecutionException().isPresent()) {
      show(test);
    }
    open.forEach(BrowserContext::close);
    open.clear();
  }

  private void show(ExtensionContext test) {
    int number = 0;
    for (BrowserContext context : open) {
      for (Page page : context.pages()) {
        number++;
        String name =
            test.getRequiredTestClass().getSimpleName()
                + "."
                + test.getRequiredTestMethod().getName();
        Path picture = Stack.data().resolve("failures").resolve(name + "-" + number + ".png");
        page.screenshot(new Page.ScreenshotOptions().setPath(picture).setFullPage(true));
        System.err.println(page.url() + " as it was when " + name + " failed: " + picture);
      }
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    open.forEach(BrowserContext::close);
    open.clear();
    if (browser != null && !isShared()) {
      browser.close();
    }
  }
}
