package org.televisit;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.televisit.dev.DemoPerson;
import org.televisit.dev.Totp;

/**
 * Signs people in as they do it themselves: at Keycloak's form, with a code where one is asked. Who
 * has been there before comes with what Keycloak remembers them by, as with a browser of their own,
 * and fills in the form again once that is forgotten.
 */
public final class SignIn {
  private static final Set<String> REMEMBERS = Set.of("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION");

  private static final Map<String, List<Cookie>> REMEMBERED = new ConcurrentHashMap<>();

  private SignIn() {}

  /** From any page, to this person's start page. */
  public static Page on(Page page, DemoPerson who) {
    return on(page, who, Stack.url(""));
  }

  /** The same in another clinic than the one that tests share. */
  public static Page on(Page page, DemoPerson who, String application) {
    String visitor = who + " of " + application;
    page.context().addCookies(REMEMBERED.getOrDefault(visitor, List.of()));
    page.navigate(application + "/sign-in");
    if (!page.url().startsWith(application + "/")) {
      continueOn(page, who, application);
      REMEMBERED.put(visitor, cookiesOfKeycloak(page));
    }
    return page;
  }

  private static List<Cookie> cookiesOfKeycloak(Page page) {
    return page.context().cookies().stream()
        .filter(cookie -> REMEMBERS.contains(cookie.name))
        .toList();
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
