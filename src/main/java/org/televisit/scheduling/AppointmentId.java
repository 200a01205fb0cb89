package org.televisit.scheduling;

import java.io.Serializable;
import java.util.UUID;

/** Names one appointment everywhere: in URLs, audit events and other features' tables. */
public record AppointmentId(UUID value) implements Serializable {

  public static AppointmentId random() {
    return new AppointmentId(UUID.randomUUID());
  }

  /**
   * Reads an id.
   *
   * @throws IllegalArgumentException if the text is not a UUID in its canonical form (RFC 9562)
   */
  public static AppointmentId parse(String text) {
    UUID value = UUID.fromString(text);
    if (!value.toString().equalsIgnoreCase(text)) { // Java also reads "1-2-3-4-5"
      throw new IllegalArgumentException("not a canonical UUID");
    }
    return new AppointmentId(value);
  }

  /** The name of this appointment in the audit trail. */
  public String entity() {
    return "appointment/" + value;
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
