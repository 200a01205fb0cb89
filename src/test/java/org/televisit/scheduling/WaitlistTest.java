package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.WiredClinic;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;

/** The waiting list and series, through the services, on a real database. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class WaitlistTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z"); // a Monday
  private static final Instant NINE = Instant.parse("2026-03-10T08:00:00Z"); // a Tuesday, 09:00
  private static final UUID ANNAS = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID BOS = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  private static final UUID CHENS = UUID.fromString("00000000-0000-4000-8000-00000000000e");
  private static final UUID LINS = UUID.fromString("00000000-0000-4000-8000-00000000000c");
  private static final Actor ADMIN = new Actor("admin", "Ada", Set.of(Role.CLINIC_ADMIN));
  private static final Actor ANNA = new Actor("anna", "Anna", Set.of(Role.PATIENT));
  private static final Actor BO = new Actor("bo", "Bo", Set.of(Role.PATIENT));
  private static final Actor CHEN = new Actor("chen", "Chen", Set.of(Role.PATIENT));

  /** Dr Lin works on that Tuesday from nine to twenty past, and never else. */
  private static final SlotWish ANY =
      new SlotWish(LINS, VisitType.CONSULTATION, NINE, NINE.plus(Duration.ofDays(2)), 1);

  private static Instant now = MORNING;
  private static WiredClinic clinic;
  private static SchedulingService scheduling;
  private static WaitlistService waitlist;
  private static WaitlistRounds rounds;

  @BeforeAll
  static void open() throws IOException, SQLException {
    clinic = new WiredClinic(((InstantSource) () -> now).withZone(BERLIN), BERLIN);
    scheduling = clinic.get(SchedulingService.class);
    waitlist = clinic.get(WaitlistService.class);
    rounds = clinic.get(WaitlistRounds.class);
    clinic.sql(
        """
        insert into patient (id, subject, name)
        values ('%s', 'anna', 'Anna'), ('%s', 'bo', 'Bo'), ('%s', 'chen', 'Chen');
        insert into practitioner (id, subject, name) values ('%s', 'lin', 'Dr Lin');
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, valid_until, set_by, set_at)
        values (gen_random_uuid(), 0, '%s', 2, 540, 560, '2026-03-10', '2026-03-10', 'x', now());
        """
            .formatted(ANNAS, BOS, CHENS, LINS, LINS));
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    now = MORNING;
    clinic.sql("delete from waitlist_entry; delete from appointment");
    clinic.news();
  }

  private static VisitWish wish(UUID patient) {
    return new VisitWish(
        patient, LINS, TimeSlot.of(NINE, Duration.ofMinutes(20)), VisitType.CONSULTATION);
  }

  private static List<AppointmentId> offers(Actor actor) {
    return waitlist.offers(actor).stream().map(Appointment::getId).toList();
  }

  @Test
  void who_has_waited_longest_is_offered_what_becomes_free_and_then_the_next() {
    AppointmentId taken = scheduling.book(ADMIN, wish(ANNAS));
    waitlist.enter(BO, BOS, ANY);
    now = now.plusSeconds(60);
    waitlist.enter(CHEN, CHENS, ANY);
    rounds.go();
    assertThat(offers(BO)).isEmpty();

    scheduling.cancel(ANNA, taken);
    clinic.news();
    rounds.go();
    assertThat(offers(BO)).hasSize(1);
    assertThat(offers(CHEN)).isEmpty();
    assertThat(clinic.news()).containsExactly(new WaitlistOffered(offers(BO).get(0)));

    now = now.plus(WaitlistRounds.OFFER);
    clinic.get(Holds.class).sweep(now);
    rounds.go();
    assertThat(offers(BO)).isEmpty();
    assertThat(clinic.news()).noneMatch(WaitlistWithdrawn.class::isInstance);
    assertThat(waitlist.of(BO, BOS)).isEmpty(); // who lets an offer pass leaves the list
    assertThat(offers(CHEN)).hasSize(1);

    AppointmentId chens = offers(CHEN).get(0);
    scheduling.confirm(CHEN, chens, null);
    rounds.go();
    assertThat(scheduling.forReview(chens).getStatus()).isEqualTo(AppointmentStatus.BOOKED);
    assertThat(waitlist.of(CHEN, CHENS)).isEmpty();
  }

  @Test
  void an_offer_is_nobody_elses_and_leaving_the_list_gives_it_back() {
    waitlist.enter(BO, BOS, ANY);
    waitlist.enter(BO, BOS, ANY); // once is enough
    rounds.go();
    AppointmentId offer = offers(BO).get(0);
    assertThat(offers(ANNA)).isEmpty();
    assertThatExceptionOfType(SlotRefusedException.class)
        .isThrownBy(() -> scheduling.hold(ANNA, wish(ANNAS)));
    clinic.news();
    waitlist.leave(BO, BOS);
    assertThat(clinic.news()).contains(new WaitlistWithdrawn(offer)); // its letter is not sent
    assertThat(scheduling.forReview(offer).getCancelReason()).isEqualTo(CancelReason.HOLD_RELEASED);
    scheduling.hold(ANNA, wish(ANNAS));
  }

  @Test
  void nobody_waits_for_somebody_else_or_for_a_time_that_has_passed() {
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> waitlist.enter(ANNA, BOS, ANY));
    waitlist.enter(BO, BOS, ANY);
    now = ANY.to();
    rounds.go();
    assertThat(waitlist.of(BO, BOS)).isEmpty();
  }

  @Test
  void a_series_books_what_is_free_and_tells_what_is_not() {
    scheduling.book(
        ADMIN,
        new VisitWish(
            BOS,
            LINS,
            TimeSlot.of(NINE.plus(Duration.ofDays(7)), Duration.ofMinutes(20)),
            VisitType.CONSULTATION));
    SeriesService series = clinic.get(SeriesService.class);
    SeriesService.Wish wish =
        new SeriesService.Wish(
            ANNAS,
            LINS,
            VisitType.CONSULTATION,
            LocalDateTime.parse("2026-03-10T09:00"),
            new Repetition(Repetition.Unit.WEEKLY, 1, 4));
    SeriesService.Outcome outcome = series.book(ADMIN, wish);
    assertThat(outcome.missed())
        .extracting(SeriesService.Missed::at)
        .containsExactly(LocalDateTime.parse("2026-03-17T09:00"));
    List<Appointment> booked = outcome.booked().stream().map(scheduling::forReview).toList();
    assertThat(booked)
        .extracting(visit -> visit.getSlot().start().atZone(BERLIN).toLocalDateTime().toString())
        .containsExactly(
            "2026-03-10T09:00",
            "2026-03-24T09:00",
            "2026-03-31T09:00"); // summer time since the 29th
    assertThat(booked).extracting(Appointment::getSeries).doesNotContainNull();
    assertThat(booked).extracting(Appointment::getSeries).containsOnly(booked.get(0).getSeries());

    Appointment one = booked.get(1);
    scheduling.move(
        ADMIN,
        one.getId(),
        one.getVersion(),
        TimeSlot.of(one.getSlot().start().plusSeconds(3600), Duration.ofMinutes(20)));
    assertThat(scheduling.forReview(booked.get(2).getId()).getSequence()).isZero();
    assertThatExceptionOfType(NotAllowedException.class).isThrownBy(() -> series.book(ANNA, wish));
  }
}
