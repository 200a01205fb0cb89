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
 * @param movedFrom when it was to begin before; null where nobody is told of a change
 * @param otherDoctor whether another practitioner sees the patient than before
 */
record Announcement(
    AppointmentId appointment,
    int sequence,
    @Nullable Instant movedFrom,
    boolean otherDoctor,
    List<Listener> listeners) {

  /**
   * Somebody who is to be told.
   *
   * @param part of that person in the visit
   * @param kind what it is to them: whom a visit is handed to, has one; who hands it on, has not
   * @param slot the time that they are told of
   * @param until when it is of no use any more
   */
  record Listener(PersonRef person, Role part, Kind kind, TimeSlot slot, Instant until) {

    /** Of use until the visit is over. */
    static Listener of(PersonRef person, Role part, Kind kind, TimeSlot slot) {
      return new Listener(person, part, kind, slot, slot.end());
    }

    /** Whose day list and calendar say the same needs no reminder, nor who is told of no visit. */
    private boolean isReminded() {
      return part != Role.PRACTITIONER && (kind == Kind.CONFIRMATION || kind == Kind.CHANGE);
    }
  }

  /**
   * The rows of the outbox: the news for everybody, and reminders for those who have a visit. A
   * reminder is of use until the next one is due, the last one until the visit begins.
   *
   * @param leads how long before the visit a reminder is due, the longest first
   */
  String rows(List<Duration> leads, Instant now) {
    JsonArrayBuilder rows = Json.createArrayBuilder();
    for (Listener listener : listeners) {
      rows.add(row(listener, listener.kind(), 0, now, listener.until()));
      if (listener.isReminded()) {
        remind(listener, leads, now, rows);
      }
    }
    return rows.build().toString();
  }

  private static void remind(
      Listener listener, List<Duration> leads, Instant now, JsonArrayBuilder rows) {
    Instant start = listener.slot().start();
    for (int i = 0; i < leads.size(); i++) {
      Instant due = start.minus(leads.get(i));
      Instant until = i + 1 < leads.size() ? start.minus(leads.get(i + 1)) : start;
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
        .add("starts_at", listener.slot().start().toString())
        .add("ends_at", listener.slot().end().toString())
        .add("next_at", due.toString())
        .add("useful_until", usefulUntil.toString());
  }
}
