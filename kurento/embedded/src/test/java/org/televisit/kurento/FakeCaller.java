package org.televisit.kurento;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import org.televisit.Chromium;

/** A real browser with a fake camera and microphone, for the pages of the media server's tests. */
public final class FakeCaller implements AutoCloseable {

  private final Playwright driver = Chromium.driver();
  private final Browser browser = Chromium.launch(driver);

  /** A page in a context of its own. */
  public Page open(String address) {
    Page page = browser.newContext().newPage();
    page.setDefaultTimeout(40_000);
    page.navigate(address);
    return page;
  }

  @Override
  public void close() {
    browser.close();
    driver.close();
  }
}
