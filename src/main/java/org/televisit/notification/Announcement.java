package org.televisit.notification;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/**
 * One version of an appointment, to be told to everybody who has a part in it.
 *
 * @param sequence RFC 5545 SEQUENCE of that version
 * @param movedFrom when it was to begin before; null where it was not moved
 */
record Announcement(
    AppointmentId appointment,
    int sequence,
    TimeSlot slot,
    Kind kind,
    @Nullable Instant movedFrom,
    List<Listener> listeners) {

  /** Somebody who is to be told, and their part in the visit. */
  record Listener(PersonRef person, Role part) {}

  /**
   * The rows of the outbox: the news for everybody, and unless it was called off, reminders for all
   * but the practitioner, whose day list says the same. A reminder is of use until the next one is
   * due, the last one until the visit begins.
   *
   * @param leads how long before the visit a reminder is due, the longest first
   */
  String rows(List<Duration> leads, Instant now) {
    JsonArrayBuilder rows = Json.createArrayBuilder();
    for (Listener listener : listeners) {
      rows.add(row(listener, kind, 0, now, slot.end()));
      if (kind != Kind.CANCELLATION && listener.part() != Role.PRACTITIONER) {
        remind(listener, leads, now, rows);
      }
    }
    return rows.build().toString();
  }

  private void remind(Listener listener, List<Duration> leads, Instant now, JsonArrayBuilder rows) {
    for (int i = 0; i < leads.size(); i++) {
      Instant due = slot.start().minus(leads.get(i));
      Instant until = i + 1 < leads.size() ? slot.start().minus(leads.get(i + 1)) : slot.start();
      if (due.isAfter(now)) { // else the news itself reminds
        rows.add(row(listener, Kind.REMINDER, leads.get(i).toMinutes(), due, until));
      }
    }
  }

  private static JsonObjectBuilder row(
      Listener listener, Kind kind, long leadMinutes, Instant due, Instant usefulUntil) {
    return Json.createObjectBuilder()
        .add("subject", listener.person().subject())
        .add("part", listener.part().realmName())
        .add("kind", kind.code())
        .add("lead_minutes", leadMinutes)
        .add("next_at", due.toString())
        .add("useful_until", usefulUntil.toString());
  }
}
