package org.televisit.notification;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What the configuration says of messages to people. */
@ApplicationScoped
public class MailSettings {

  @Inject
  @ConfigProperty(name = "televisit.reminders")
  Optional<List<Duration>> reminders;

  @Inject
  @ConfigProperty(name = "televisit.public-url")
  URI address;

  /**
   * A wrong setting stops the deployment, not the first booking.
   *
   * @throws IllegalArgumentException if a reminder is not due before its visit by whole minutes, or
   *     the address is not absolute
   */
  @PostConstruct
  void check() {
    for (Duration lead : reminders()) {
      if (lead.toMinutes() < 1 || lead.toSecondsPart() != 0) {
        throw new IllegalArgumentException("televisit.reminders: " + lead);
      }
    }
    if (!address.isAbsolute()) {
      throw new IllegalArgumentException("televisit.public-url: " + address);
    }
  }

  /** How long before a visit reminders are due, the longest first; none where there are none. */
  public List<Duration> reminders() {
    return reminders.orElse(List.of()).stream()
        .distinct()
        .sorted(Comparator.reverseOrder())
        .toList();
  }

  /** Where people open the page of that path, for instance {@code /index.xhtml}. */
  public URI page(String path) {
    return URI.create(address.toString().replaceFirst("/+$", "") + path);
  }
}
