package org.televisit;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;

/** What the browser complains about: scripts that fail, and what the policy forbids. */
final class Complaints {
  private Complaints() {}

  /** A list that grows while the page is used. An error page's own status is no complaint. */
  static List<String> of(Page page) {
    List<String> complaints = new ArrayList<>();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") && !message.text().startsWith("Failed to load")) {
            complaints.add(message.text());
          }
        });
    return complaints;
  }
}
