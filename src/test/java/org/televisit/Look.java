package org.televisit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One way in which people see a page. The pictures go to target/screens, or where -Dscreens says.
 *
 * @param width of the window in CSS pixels; the narrow one is a telephone's
 * @param language BCP 47
 * @param scheme light or dark
 */
record Look(int width, String language, ColorScheme scheme) {

  /** Each width with each language, each with each scheme, at least once. */
  static final List<Look> ALL =
      List.of(
          new Look(1280, "en", ColorScheme.LIGHT),
          new Look(1280, "zh-CN", ColorScheme.DARK),
          new Look(390, "en", ColorScheme.DARK),
          new Look(390, "zh-CN", ColorScheme.LIGHT));

  private static final Path PICTURES = Path.of(System.getProperty("screens", "target/screens"));

  /** The looks of one language: a page that cannot be loaded anew keeps its language. */
  static List<Look> in(String language) {
    return ALL.stream().filter(look -> look.language.equals(language)).toList();
  }

  /** The same, the telephone before the desk. */
  static List<Look> narrowFirst(String language) {
    return in(language).stream().sorted(Comparator.comparing(Look::width)).toList();
  }

  void choose(Page page) {
    page.context().addCookies(List.of(new Cookie("language", language).setUrl(Stack.url("/"))));
    dress(page);
  }

  private void dress(Page page) {
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(ReducedMotion.REDUCE)); // no picture of something half-way
    page.setViewportSize(width, width > 600 ? 800 : 844);
  }

  /** Takes the picture, and says what axe finds and whether the page is wider than its window. */
  List<String> flaws(Page page, String name, boolean wholePage) {
    dress(page);
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(PICTURES.resolve(name + suffix() + ".png"))
            .setFullPage(wholePage));
    List<String> flaws = new ArrayList<>();
    Accessibility.violations(page).forEach(found -> flaws.add(name + suffix() + ": " + found));
    if ((boolean) page.evaluate("() => document.documentElement.scrollWidth > innerWidth")) {
      flaws.add(name + suffix() + " is wider than its window");
    }
    return flaws;
  }

  private String suffix() {
    return "-" + width + "-" + language + (scheme == ColorScheme.DARK ? "-dark" : "");
  }
}
