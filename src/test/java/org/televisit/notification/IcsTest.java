package org.televisit.notification;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.TzOffsetTo;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.televisit.availability.TimeSlot;
import org.televisit.scheduling.AppointmentId;

/** What we write, as a calendar program reads it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class IcsTest {

  private static final AppointmentId VISIT =
      new AppointmentId(UUID.fromString("6f1b0c9e-2f0a-4a51-9d5b-3d1c1a9f0001"));
  private static final String BERLIN = "Europe/Berlin";
  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT);
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private static VisitIcs ics(String zone) {
    MailSettings settings = new MailSettings();
    settings.reminders = Optional.empty();
    settings.address = URI.create("https://clinic.example/");
    return new VisitIcs(
        "Clinic \"Riverside\": Dr; Lin, Ltd",
        ZoneId.of(zone),
        "no-reply@clinic.example",
        settings,
        NOW,
        Locale.ENGLISH);
  }

  private static VisitIcs.Entry at(String start, int sequence) {
    TimeSlot slot = TimeSlot.of(Instant.parse(start), Duration.ofMinutes(20));
    return new VisitIcs.Entry(VISIT, sequence, slot, false);
  }

  private static Calendar read(byte[] ics) throws Exception {
    Calendar calendar = new CalendarBuilder().build(new ByteArrayInputStream(ics));
    assertThat(calendar.validate().getEntries()).isEmpty();
    return calendar;
  }

  private static VEvent event(Calendar calendar) {
    return (VEvent) calendar.getComponent(Component.VEVENT).orElseThrow();
  }

  private static String value(VEvent event, String property) {
    return event.getProperty(property).map(Property::getValue).orElse("");
  }

  /** By the rules of the zone that the file itself brings, and by RFC 5545 3.6.5. */
  private static Instant instant(Calendar calendar, VEvent event, String property) {
    String text = value(event, property);
    if (text.endsWith("Z")) {
      return LocalDateTime.parse(text, UTC_TIME).toInstant(ZoneOffset.UTC);
    }
    LocalDateTime local = LocalDateTime.parse(text, LOCAL_TIME);
    VTimeZone zone = (VTimeZone) calendar.getComponent(Component.VTIMEZONE).orElseThrow();
    assertThat(zone.getProperty("TZID").orElseThrow().getValue())
        .isEqualTo(
            event
                .getProperty(property)
                .orElseThrow()
                .getParameter("TZID")
                .orElseThrow()
                .getValue());
    Observance latest =
        zone.getObservances().stream()
            .filter(observance -> !onset(observance).isAfter(local))
            .max(Comparator.comparing(IcsTest::onset))
            .orElseThrow();
    TzOffsetTo offset = latest.<TzOffsetTo>getProperty("TZOFFSETTO").orElseThrow();
    return local.toInstant(offset.getOffset());
  }

  private static LocalDateTime onset(Observance observance) {
    return LocalDateTime.parse(
        observance.getProperty("DTSTART").orElseThrow().getValue(), LOCAL_TIME);
  }

  @Test
  void an_invitation_says_who_invites_whom_to_what_and_nothing_else() throws Exception {
    Calendar calendar =
        read(ics(BERLIN).request(at("2026-11-26T09:00:00Z", 0), "anna@televisit.example"));
    VEvent event = event(calendar);

    assertThat(calendar.getMethod().getValue()).isEqualTo("REQUEST");
    assertThat(event.getPropertyList().getAll().stream().map(Property::getName))
        .containsExactlyInAnyOrder(
            "UID",
            "DTSTAMP",
            "DTSTART",
            "DTEND",
            "SEQUENCE",
            "SUMMARY",
            "STATUS",
            "CLASS",
            "ORGANIZER",
            "ATTENDEE",
            "URL");
    assertThat(value(event, "UID")).isEqualTo(VISIT.toString());
    assertThat(value(event, "SUMMARY")).isEqualTo("Video visit");
    assertThat(value(event, "CLASS")).isEqualTo("PRIVATE");
    assertThat(value(event, "STATUS")).isEqualTo("CONFIRMED");
    assertThat(value(event, "ORGANIZER")).isEqualTo("mailto:no-reply@clinic.example");
    assertThat(value(event, "ATTENDEE")).isEqualTo("mailto:anna@televisit.example");
    assertThat(value(event, "URL")).isEqualTo("https://clinic.example/visit/link/" + VISIT);
    Property organizer = event.getProperty("ORGANIZER").orElseThrow();
    assertThat(organizer.getParameter("CN").orElseThrow().getValue())
        .isEqualTo("Clinic \"Riverside\": Dr; Lin, Ltd");
  }

  @Test
  void a_move_and_a_cancellation_are_about_the_same_entry_and_newer() throws Exception {
    VEvent first = event(read(ics(BERLIN).request(at("2026-11-26T09:00:00Z", 0), "a@x.example")));
    VEvent moved = event(read(ics(BERLIN).request(at("2026-11-27T09:00:00Z", 1), "a@x.example")));
    Calendar cancellation =
        read(
            ics(BERLIN)
                .cancel(
                    new VisitIcs.Entry(VISIT, 2, at("2026-11-27T09:00:00Z", 2).slot(), true),
                    "a@x.example"));
    VEvent cancelled = event(cancellation);

    assertThat(Stream.of(first, moved, cancelled).map(event -> value(event, "UID")))
        .containsOnly(VISIT.toString());
    assertThat(Stream.of(first, moved, cancelled).map(event -> value(event, "SEQUENCE")))
        .containsExactly("0", "1", "2");
    assertThat(cancellation.getMethod().getValue()).isEqualTo("CANCEL");
    assertThat(value(cancelled, "STATUS")).isEqualTo("CANCELLED");
    assertThat(value(cancelled, "URL")).isEmpty();
  }

  /** Days on which clocks change, before and after the change, and zones that never change. */
  @ParameterizedTest
  @CsvSource({
    "Europe/Berlin,    2026-07-01T08:00:00Z",
    "Europe/Berlin,    2026-12-01T08:00:00Z",
    "Europe/Berlin,    2027-03-28T00:30:00Z", // the last half hour before clocks go forward
    "Europe/Berlin,    2027-03-28T00:50:00Z", // across the change
    "Europe/Berlin,    2027-03-28T01:00:00Z", // the very instant
    "Europe/Berlin,    2026-10-25T00:10:00Z", // 02:10 for the first time
    "Europe/Berlin,    2026-10-25T00:50:00Z", // across the change
    "Europe/Berlin,    2026-10-25T01:10:00Z", // 02:10 for the second time
    "Europe/Berlin,    2026-10-25T02:00:00Z",
    "America/New_York, 2026-11-01T05:30:00Z",
    "America/New_York, 2026-11-01T06:30:00Z",
    "Australia/Lord_Howe, 2027-04-03T14:45:00Z", // a change by half an hour
    "Australia/Lord_Howe, 2027-04-03T15:05:00Z",
    "Asia/Shanghai,    2026-11-26T02:00:00Z",
    "Asia/Kathmandu,   2026-11-26T02:00:00Z",
    "UTC,              2026-11-26T02:00:00Z",
  })
  void the_instant_that_was_booked_is_the_one_that_a_calendar_shows(String zone, String start)
      throws Exception {
    VisitIcs.Entry entry = at(start, 0);
    Calendar calendar = read(ics(zone).request(entry, "anna@televisit.example"));

    assertThat(instant(calendar, event(calendar), "DTSTART")).isEqualTo(entry.slot().start());
    assertThat(instant(calendar, event(calendar), "DTEND")).isEqualTo(entry.slot().end());
  }

  @Test
  void times_are_those_of_the_clinics_wall_with_the_rules_of_its_zone_beside_them()
      throws Exception {
    String text =
        new String(ics(BERLIN).request(at("2026-11-26T09:00:00Z", 0), "a@x.example"), UTF_8);

    assertThat(text)
        .contains("DTSTART;TZID=Europe/Berlin:20261126T100000\r\n")
        .contains("TZID:Europe/Berlin\r\n");
  }

  @Test
  void a_feed_holds_all_changes_of_the_clock_between_its_visits() throws Exception {
    byte[] feed =
        ics(BERLIN)
            .publish(
                Stream.of("2026-09-01T08:00:00Z", "2026-12-01T08:00:00Z", "2027-06-01T08:00:00Z")
                    .map(
                        start ->
                            new VisitIcs.Entry(
                                AppointmentId.random(), 0, at(start, 0).slot(), false))
                    .toList());
    Calendar calendar = read(feed);
    VTimeZone zone = (VTimeZone) calendar.getComponent(Component.VTIMEZONE).orElseThrow();

    assertThat(calendar.getMethod().getValue()).isEqualTo("PUBLISH");
    assertThat(zone.getObservances()).hasSize(3);
    assertThat(calendar.<VEvent>getComponents(Component.VEVENT))
        .extracting(event -> instant(calendar, event, "DTSTART"))
        .containsExactly(
            Instant.parse("2026-09-01T08:00:00Z"),
            Instant.parse("2026-12-01T08:00:00Z"),
            Instant.parse("2027-06-01T08:00:00Z"));
    assertThat(new String(feed, UTF_8)).doesNotContain("ATTENDEE");
  }

  @Test
  void a_feed_without_visits_is_a_calendar_all_the_same() throws Exception {
    assertThat(
            new CalendarBuilder()
                .build(new ByteArrayInputStream(ics(BERLIN).publish(List.of())))
                .<VEvent>getComponents(Component.VEVENT))
        .isEmpty();
  }
}
