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
    page.navigate(Stack.url("/sign-in"));
    return continueOn(page, who);
  }

  /** At Keycloak's form, to the page that asked for it. */
  public static Page continueOn(Page page, DemoPerson who) {
    page.locator("#username").fill(who.username());
    page.locator("#password").fill(DemoPerson.PASSWORD);
    page.locator("#kc-login").click();
    who.totp().ifPresent(totp -> enterCode(page, totp));
    page.waitForURL(url -> url.startsWith(Stack.url("/")));
    return page;
  }

  private static void enterCode(Page page, Totp totp) {
    page.locator("#otp").fill(totp.code(Instant.now()));
    page.locator("#kc-login").click();
  }
}
