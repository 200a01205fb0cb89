package org.televisit.dev;

import java.nio.file.Path;

/** What a newcomer needs when the clinic runs: the address, who to be, how to stop. */
final class Welcome {
  private final Settings settings;

  Welcome(Settings settings) {
    this.settings = settings;
  }

  String text() {
    StringBuilder people = new StringBuilder();
    for (DemoPerson person : DemoPerson.values()) {
      people.append(
          "    %-12s %-14s %-13s%s%n"
              .formatted(
                  person.username(),
                  person.fullName(),
                  person.role(),
                  person
                      .totp()
                      .map(totp -> "  and a code (secret " + totp.base32() + ")")
                      .orElse("")));
    }
    return """

    Televisit is running: %s

      Everybody's password is %s
    %s
      Keycloak's own console: %s/admin (admin, same password)
      Mail that was sent: %s    Logs: %s
      Data is kept in %s; delete that directory to begin anew.

      Enter shows the current codes. Ctrl-C stops everything.
    """
        .formatted(
            settings.application(),
            DemoPerson.PASSWORD,
            people,
            settings.keycloak(),
            shortened(settings.mail()),
            shortened(settings.log("any").resolveSibling("")),
            shortened(settings.data()));
  }

  private String shortened(Path path) {
    return settings.project().relativize(path).toString();
  }
}
