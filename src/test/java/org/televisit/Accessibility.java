package org.televisit;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds wrong with a page. */
public final class Accessibility {
  private static final List<String> STANDARDS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  private Accessibility() {}

  /** Each violation in one line, with the elements that have it; empty for a clean page. */
  public static List<String> violations(Page page) {
    return new AxeBuilder(page)
        .withTags(STANDARDS).analyze().getViolations().stream()
            .map(
                rule ->
                    "%s (%s): %s"
                        .formatted(
                            rule.getId(),
                            rule.getHelp(),
                            rule.getNodes().stream()
                                .map(node -> node.getTarget().toString())
                                .toList()))
            .toList();
  }
}
