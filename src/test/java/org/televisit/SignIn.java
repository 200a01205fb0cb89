package org.televisit;

import com.microsoft.playwright.Page;
import java.time.Instant;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.Totp;

/** Signs people in as they do it themselves: at Keycloak's form, with a code where one is asked. */
public final class SignIn {
  private SignIn() {}

  /** From any page, to this person's start page. */
  public static Page on(Page page, DemoPerson who) {
    return on(page, who, Stack.url(""));
  }

  /** The same in another clinic than the one that tests share. */
  public static Page on(Page page, DemoPerson who, String application) {
    page.navigate(application + "/sign-in");
    return continueOn(page, who, application);
  }

  /** At Keycloak's form, to the page that asked for it. */
  public static Page continueOn(Page page, DemoPerson who) {
    return continueOn(page, who, Stack.url(""));
  }

  private static Page continueOn(Page page, DemoPerson who, String application) {
    page.locator("#username").fill(who.username());
    page.locator("#password").fill(DemoPerson.PASSWORD);
    page.locator("#kc-login").click();
    who.totp().ifPresent(totp -> enterCode(page, totp));
    page.waitForURL(url -> url.startsWith(application + "/"));
    return page;
  }

  private static void enterCode(Page page, Totp totp) {
    page.locator("#otp").fill(totp.code(Instant.now()));
    page.locator("#kc-login").click();
  }
}
