package org.televisit.dev;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The current second factors of the demo people, so that no phone is needed to try the clinic. */
final class OtpCodes {
  private final Clock clock;

  OtpCodes(Clock clock) {
    this.clock = clock;
  }

  String now() {
    Instant now = clock.instant();
    return Arrays.stream(DemoPerson.values())
        .flatMap(
            person -> person.totp().map(totp -> person.username() + " " + totp.code(now)).stream())
        .collect(
            Collectors.joining(
                "   ", "  Codes: ", "   (for " + Totp.validFor(now).toSeconds() + " s)"));
  }
}
