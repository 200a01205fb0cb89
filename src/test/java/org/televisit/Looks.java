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
   * It is loaded in each language, in one of them in a wide window that then becomes narrow, in the
   * other the other way around.
   *
   * @param address of the page
   */
  public static List<String> flaws(Page page, String name, String address) {
    List<String> flaws = Complaints.of(page);
    for (List<Look> looks : List.of(Look.in("en"), Look.narrowFirst("zh-CN"))) {
      looks.get(0).choose(page);
      page.navigate(address);
      looks.forEach(look -> flaws.addAll(look.flaws(page, name, true)));
    }
    return flaws;
  }
}
