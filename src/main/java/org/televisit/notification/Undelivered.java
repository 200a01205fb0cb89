package org.televisit.notification;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Contact;
import org.televisit.scheduling.Appointment;

/**
 * A message that somebody has not got, as the office sees it.
 *
 * @param name of that person; empty where they accompany the patient no more
 * @param contact how they are reached now; null where they have never signed in
 */
public record Undelivered(
    Notification message, Appointment visit, String name, @Nullable Contact contact) {

  /** The address as it stands now, or nothing. */
  public String getAddress() {
    return contact == null ? "" : Objects.requireNonNullElse(contact.email(), "");
  }

  /** Whether it is tried again by itself. */
  public boolean isWaiting() {
    return message.getState() != DeliveryState.FAILED;
  }

  /** Code of the {@link Trouble}, for the message bundle. */
  public String getReason() {
    Trouble why = message.getReason();
    return why == null ? "" : why.code();
  }
}
