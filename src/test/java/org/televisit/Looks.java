package org.televisit;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * Sees a page in every look there is: for tests of a feature that has arranged what is to be seen.
 */
public final class Looks {
  private Looks() {}

  /**
   * What axe, the browser and the width of the window have against a page; its pictures are named.
   *
   * @param address of the page
   */
  public static List<String> flaws(Page page, String name, String address) {
    List<String> flaws = Complaints.of(page);
    for (Look look : Look.ALL) {
      look.choose(page);
      page.navigate(address);
      flaws.addAll(look.flaws(page, name, true));
    }
    return flaws;
  }
}
