package org.televisit.platform;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The zone of a person's device, as the script {@code js/platform/zone.js} writes it down. */
public final class DeviceZone {

  static final String COOKIE = "tz";

  private DeviceZone() {}

  /** Empty before that script has run, and for whatever somebody else wrote into the cookie. */
  public static Optional<ZoneId> of(HttpServletRequest request) {
    Cookie @Nullable [] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : Arrays.stream(cookies)
            .filter(cookie -> cookie.getName().equals(COOKIE))
            .flatMap(cookie -> named(cookie.getValue()).stream())
            .findFirst();
  }

  /** The zone of an IANA name, as the browser escapes it. */
  static Optional<ZoneId> named(String name) {
    try {
      return Optional.of(ZoneId.of(URLDecoder.decode(name, StandardCharsets.UTF_8)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
