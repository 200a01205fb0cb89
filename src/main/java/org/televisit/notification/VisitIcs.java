package org.televisit.notification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.parameter.TzId;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableClazz;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import net.fortuna.ical4j.validate.ValidationException;
import org.jspecify.annotations.Nullable;
import org.televisit.availability.TimeSlot;
import org.televisit.platform.Texts;
import org.televisit.scheduling.AppointmentId;

/**
 * Visits as iCalendar (RFC 5545) and as invitations (RFC 5546). An entry says "Video visit", when,
 * and where to sign in: no names, no kind of visit, no reason. Times are those on the clinic's
 * wall, with the rules of its zone beside them.
 *
 * @param sender the clinic's address, as organizer
 * @param now RFC 5545 DTSTAMP
 */
record VisitIcs(
    String clinic, ZoneId zone, String sender, MailSettings settings, Instant now, Locale locale) {

  /** The way to a visit, to which its id is appended. */
  static final String PAGE = "/visit/link/";

  private static final String PRODUCT = "-//Televisit//Televisit//EN";

  /**
   * One visit.
   *
   * @param sequence how often it has changed, 0 at first (RFC 5545 SEQUENCE)
   */
  record Entry(AppointmentId visit, int sequence, TimeSlot slot, boolean cancelled) {}

  /** Invites one person, who is taken to have accepted: the visit was agreed elsewhere. */
  byte[] request(Entry entry, String attendee) {
    return written(calendar(ImmutableMethod.REQUEST, List.of(entry), attendee));
  }

  /** Takes the visit out of that person's calendar. */
  byte[] cancel(Entry entry, String attendee) {
    return written(calendar(ImmutableMethod.CANCEL, List.of(entry), attendee));
  }

  /** A file or a feed for whoever reads it. */
  byte[] publish(List<Entry> entries) {
    return written(calendar(ImmutableMethod.PUBLISH, entries, null));
  }

  private Calendar calendar(Method method, List<Entry> entries, @Nullable String attendee) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId(PRODUCT));
    calendar.add(ImmutableVersion.VERSION_2_0);
    calendar.add(method);
    calendar.add(new IcsZone(zone).component(first(entries), last(entries)));
    entries.forEach(entry -> calendar.add(event(entry, attendee)));
    return calendar;
  }

  /** Without entries, now: a calendar has at least one component (RFC 5545 3.6). */
  private Instant first(List<Entry> entries) {
    return entries.stream().map(entry -> entry.slot().start()).min(Instant::compareTo).orElse(now);
  }

  private Instant last(List<Entry> entries) {
    return entries.stream().map(entry -> entry.slot().end()).max(Instant::compareTo).orElse(now);
  }

  private VEvent event(Entry entry, @Nullable String attendee) {
    VEvent event = new VEvent(false);
    event.add(new Uid(entry.visit().toString()));
    event.add(new DtStamp(now));
    event.add(start(entry.slot().start()));
    event.add(end(entry.slot().end()));
    event.add(new Sequence(entry.sequence()));
    event.add(new Summary(Texts.in(locale, "notification.ics.summary")));
    event.add(status(entry));
    event.add(ImmutableClazz.PRIVATE);
    event.add(organizer());
    if (attendee != null) {
      event.add(attendee(attendee));
    }
    if (!entry.cancelled()) {
      event.add(new Url(settings.page(PAGE + entry.visit())));
    }
    return event;
  }

  private static Status status(Entry entry) {
    return entry.cancelled() ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
  }

  private Organizer organizer() {
    Organizer organizer = new Organizer(mailto(sender));
    organizer.add(new Cn(clinic));
    return organizer;
  }

  private static Attendee attendee(String address) {
    Attendee attendee = new Attendee(mailto(address));
    attendee.add(PartStat.ACCEPTED);
    attendee.add(Rsvp.FALSE);
    return attendee;
  }

  private static URI mailto(String address) {
    try {
      return new URI("mailto", address, null); // escapes what RFC 6068 wants escaped
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no address", e);
    }
  }

  private DtStart<?> start(Instant start) {
    return isSecond(start) ? new DtStart<>(start) : new DtStart<>(inZone(), local(start));
  }

  private DtEnd<?> end(Instant end) {
    return isSecond(end) ? new DtEnd<>(end) : new DtEnd<>(inZone(), local(end));
  }

  /**
   * Whether the clock on the wall shows this time for the second time, as clocks were put back. A
   * local time means the first one (RFC 5545 3.3.5), so such an instant is written in UTC.
   */
  private boolean isSecond(Instant instant) {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local(instant));
    return !offsets.get(0).equals(zone.getRules().getOffset(instant));
  }

  private ParameterList inZone() {
    return new ParameterList(List.of(new TzId(zone.getId())));
  }

  private LocalDateTime local(Instant instant) {
    return LocalDateTime.ofInstant(instant, zone);
  }

  private static byte[] written(Calendar calendar) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      new CalendarOutputter(true).output(calendar, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (ValidationException e) {
      throw new IllegalStateException("not an iCalendar object", e);
    }
    return bytes.toByteArray();
  }
}
