package org.televisit;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import java.util.List;

/** What axe finds wrong with a page. */
public final class Accessibility {
  private static final List<String> STANDARDS =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");

  /** Only what is wrong is told in full: most of the time goes into the rest. */
  private static final String RUN =
      """
      async standards => {
        const found = await axe.run({
          runOnly: { type: 'tag', values: standards }, resultTypes: ['violations'] });
        return found.violations.map(rule =>
            `${rule.id} (${rule.help}): [${rule.nodes.map(node => node.target).join(', ')}]`);
      }
      """;

  private Accessibility() {}

  /** Each violation in one line, with the elements that have it; empty for a clean page. */
  @SuppressWarnings("unchecked")
  public static List<String> violations(Page page) {
    if (!(boolean) page.evaluate("() => 'axe' in window")) {
      page.evaluate(AxeBuilder.getAxeScript());
    }
    return (List<String>) page.evaluate(RUN, STANDARDS);
  }
}
