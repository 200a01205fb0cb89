package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.WiredClinic;
import org.televisit.availability.TimeSlot;
import org.televisit.availability.VisitType;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.SlotRefusedException.Reason;

/** Holding, booking, moving and calling off, through the service, on a real database. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HoldTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant MORNING = Instant.parse("2026-03-02T07:00:00Z"); // a Monday, 08:00
  private static final Instant TEN = Instant.parse("2026-03-10T09:00:00Z"); // a Tuesday, 10:00

  private static final Actor ADMIN = actor("admin", Role.CLINIC_ADMIN);
  private static final Actor ANNA = actor("anna", Role.PATIENT);
  private static final Actor BO = actor("bo", Role.PATIENT);
  private static final Actor LIN = actor("lin", Role.PRACTITIONER);
  private static final UUID ANNAS = UUID.fromString("00000000-0000-4000-8000-00000000000a");
  private static final UUID BOS = UUID.fromString("00000000-0000-4000-8000-00000000000b");
  private static final UUID LINS = UUID.fromString("00000000-0000-4000-8000-00000000000c");

  private static final UUID MEYERS = UUID.fromString("00000000-0000-4000-8000-00000000000d");
  private static final PersonRef DR_LIN = new PersonRef(LINS, "lin", "Dr Lin");

  private static Instant now = MORNING;
  private static WiredClinic clinic;
  private static SchedulingService scheduling;

  private static Actor actor(String subject, Role role) {
    return new Actor(subject, subject, Set.of(role));
  }

  @BeforeAll
  static void open() throws IOException, SQLException {
    clinic = new WiredClinic(((InstantSource) () -> now).withZone(BERLIN), BERLIN);
    scheduling = clinic.get(SchedulingService.class);
    clinic.sql(
        """
        insert into patient (id, subject, name) values ('%s', 'anna', 'Anna'), ('%s', 'bo', 'Bo');
        insert into practitioner (id, subject, name)
        values ('%s', 'lin', 'Dr Lin'), ('%s', 'meyer', 'Dr Meyer');
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, set_by, set_at)
        select gen_random_uuid(), 0, '%s', day, 480, 720, '2020-01-01', 'x', now()
        from generate_series(1, 5) day;
        insert into working_hours (id, version, practitioner_id, weekday, from_minute, until_minute,
          valid_from, set_by, set_at)
        values (gen_random_uuid(), 0, '%s', 3, 480, 720, '2020-01-01', 'x', now());
        """
            .formatted(ANNAS, BOS, LINS, MEYERS, LINS, MEYERS));
  }

  @AfterAll
  static void close() throws IOException {
    clinic.close();
  }

  @BeforeEach
  void begin() throws SQLException {
    now = MORNING;
    clinic.sql("delete from encounter; delete from appointment");
    clinic.news();
  }

  private static VisitWish wish(UUID patient, Instant start) {
    return new VisitWish(
        patient, LINS, TimeSlot.of(start, Duration.ofMinutes(20)), VisitType.CONSULTATION);
  }

  private static AppointmentStatus status(AppointmentId id) {
    return scheduling.forReview(id).getStatus();
  }

  private static SlotRefusedException refused(Actor actor, VisitWish wish) {
    return catchThrowableOfType(SlotRefusedException.class, () -> scheduling.hold(actor, wish));
  }

  @Nested
  class A_hold {

    @Test
    void becomes_a_booking_of_the_same_row_and_only_then_is_news() {
      AppointmentId id = scheduling.hold(ANNA, wish(ANNAS, TEN));
      assertThat(status(id)).isEqualTo(AppointmentStatus.PENDING);
      assertThat(clinic.news()).isEmpty();
      scheduling.confirm(ANNA, id, "  a cough ");
      assertThat(status(id)).isEqualTo(AppointmentStatus.BOOKED);
      assertThat(scheduling.forReview(id).reason()).isEqualTo("a cough");
      assertThat(clinic.news()).containsExactly(new AppointmentBooked(id));
    }

    @Test
    void keeps_others_out_and_tells_them_other_times() {
      scheduling.hold(ANNA, wish(ANNAS, TEN));
      SlotRefusedException refusal = refused(BO, wish(BOS, TEN));
      assertThat(refusal.reason()).isEqualTo(Reason.PRACTITIONER_BUSY);
      assertThat(refusal.alternatives())
          .extracting(found -> Duration.between(TEN, found.slot().start()).toMinutes())
          .containsExactly(20L, 40L, 60L);
    }

    @Test
    void that_is_over_keeps_nobody_out_although_nobody_has_swept() {
      AppointmentId annas = scheduling.hold(ANNA, wish(ANNAS, TEN));
      now = now.plus(Duration.ofMinutes(5));
      AppointmentId bos = scheduling.hold(BO, wish(BOS, TEN));
      assertThat(status(annas)).isEqualTo(AppointmentStatus.CANCELLED);
      assertThat(scheduling.forReview(annas).getCancelReason())
          .isEqualTo(CancelReason.HOLD_EXPIRED);
      assertThat(status(bos)).isEqualTo(AppointmentStatus.PENDING);
      SlotRefusedException late =
          catchThrowableOfType(
              SlotRefusedException.class, () -> scheduling.confirm(ANNA, annas, null));
      assertThat(late.reason()).isEqualTo(Reason.HOLD_EXPIRED);
      assertThat(late.alternatives()).hasSize(3);
    }

    @Test
    void is_one_at_a_time_for_each_patient() {
      AppointmentId first = scheduling.hold(ANNA, wish(ANNAS, TEN));
      AppointmentId second = scheduling.hold(ANNA, wish(ANNAS, TEN.plusSeconds(3600)));
      assertThat(status(first)).isEqualTo(AppointmentStatus.CANCELLED);
      assertThat(status(second)).isEqualTo(AppointmentStatus.PENDING);
    }

    @Test
    void is_swept_when_it_is_over_and_not_before() {
      AppointmentId id = scheduling.hold(ANNA, wish(ANNAS, TEN));
      Holds holds = clinic.get(Holds.class);
      holds.sweep(now.plus(Duration.ofMinutes(5)).minusMillis(1));
      assertThat(status(id)).isEqualTo(AppointmentStatus.PENDING);
      holds.sweep(now.plus(Duration.ofMinutes(5)));
      assertThat(status(id)).isEqualTo(AppointmentStatus.CANCELLED);
      assertThat(clinic.news()).containsExactly(new TimeFreed(LINS, wish(ANNAS, TEN).slot()));
    }

    @Test
    void is_nobodys_visit_and_is_seen_by_nobody_else() {
      AppointmentId id = scheduling.hold(ANNA, wish(ANNAS, TEN));
      assertThat(scheduling.coming(ANNA)).isEmpty();
      assertThat(scheduling.of(ADMIN, TEN, TEN.plusSeconds(60))).isEmpty();
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> scheduling.confirm(BO, id, null));
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> scheduling.release(BO, id));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> scheduling.hold(BO, wish(ANNAS, TEN)));
    }
  }

  @Nested
  class A_patient {

    @Test
    void is_bound_by_hours_notice_horizon_and_length_where_the_clinic_is_not() {
      Instant evening = TEN.plus(Duration.ofHours(8));
      assertThat(refused(ANNA, wish(ANNAS, evening)).reason()).isEqualTo(Reason.CLOSED);
      assertThat(refused(ANNA, wish(ANNAS, MORNING.plusSeconds(60))).reason())
          .isEqualTo(Reason.TOO_SOON);
      assertThat(refused(ANNA, wish(ANNAS, TEN.plus(Duration.ofDays(364)))).reason())
          .isEqualTo(Reason.TOO_FAR);
      VisitWish hour =
          new VisitWish(ANNAS, LINS, TimeSlot.of(TEN, Duration.ofHours(1)), VisitType.CONSULTATION);
      assertThat(refused(ANNA, hour).reason()).isEqualTo(Reason.NOT_FOR_PATIENTS);
      assertThat(refused(ANNA, wish(ANNAS, MORNING)).reason()).isEqualTo(Reason.PAST);
      assertThat(status(scheduling.book(ADMIN, wish(ANNAS, evening))))
          .isEqualTo(AppointmentStatus.BOOKED);
      assertThat(status(scheduling.book(LIN, hour))).isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void cannot_book_past_the_hold() {
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> scheduling.book(ANNA, wish(ANNAS, TEN)));
    }

    @Test
    void moves_and_calls_off_until_a_day_before_and_then_the_clinic_does() {
      AppointmentId id = scheduling.book(ADMIN, wish(ANNAS, TEN));
      now = TEN.minus(Duration.ofDays(1)).plusMillis(1);
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> scheduling.cancel(ANNA, id));
      TimeSlot later = wish(ANNAS, TEN.plusSeconds(3600)).slot();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> scheduling.move(ANNA, id, 0, later));
      now = TEN.minus(Duration.ofDays(1));
      scheduling.move(ANNA, id, 0, later);
      scheduling.cancel(LIN, id, "prov");
      assertThat(scheduling.forReview(id).getCancelReason()).isEqualTo(CancelReason.PRACTITIONER);
    }
  }

  @Test
  void a_move_names_the_version_that_was_seen_and_overwrites_no_other() {
    AppointmentId id = scheduling.book(ADMIN, wish(ANNAS, TEN));
    clinic.news();
    int seen = scheduling.forReview(id).getVersion();
    TimeSlot eleven = wish(ANNAS, TEN.plusSeconds(3600)).slot();
    scheduling.move(ADMIN, id, seen, eleven);
    assertThat(clinic.news())
        .containsExactly(
            new AppointmentMoved(id, wish(ANNAS, TEN).slot(), DR_LIN),
            new TimeFreed(LINS, wish(ANNAS, TEN).slot()));
    assertThatExceptionOfType(AppointmentChangedException.class)
        .isThrownBy(() -> scheduling.move(LIN, id, seen, wish(ANNAS, TEN).slot()));
    assertThat(scheduling.forReview(id).getSlot()).isEqualTo(eleven);
    assertThat(scheduling.forReview(id).getSequence()).isEqualTo(1);
  }

  @Test
  void a_move_into_another_visit_changes_nothing_and_offers_others() {
    scheduling.book(ADMIN, wish(BOS, TEN));
    AppointmentId id = scheduling.book(ADMIN, wish(ANNAS, TEN.plusSeconds(3600)));
    SlotRefusedException refusal =
        catchThrowableOfType(
            SlotRefusedException.class,
            () -> scheduling.move(ADMIN, id, 0, wish(ANNAS, TEN.plusSeconds(300)).slot()));
    assertThat(refusal.reason()).isEqualTo(Reason.PRACTITIONER_BUSY);
    assertThat(refusal.key()).isEqualTo("scheduling.takenPractitionerStays");
    assertThat(refusal.alternatives()).hasSize(3);
    assertThat(scheduling.forReview(id).getSlot().start()).isEqualTo(TEN.plusSeconds(3600));
  }

  @Nested
  class A_visit_of_dr_lins {

    private final TimeSlot ten = wish(ANNAS, TEN).slot();
    private AppointmentId id;

    @BeforeEach
    void at_ten() {
      id = scheduling.book(ADMIN, wish(ANNAS, TEN));
    }

    @Test
    void is_handed_to_a_doctor_who_is_free_and_dr_lin_is_free_again() {
      clinic.news();
      scheduling.handOver(ADMIN, id, 0, MEYERS, ten);
      assertThat(clinic.news())
          .containsExactly(new AppointmentMoved(id, ten, DR_LIN), new TimeFreed(LINS, ten));
      Appointment visit = scheduling.get(actor("meyer", Role.PRACTITIONER), id);
      assertThat(visit.getPractitioner().id()).isEqualTo(MEYERS);
      assertThat(visit.getSequence()).isEqualTo(1);
      assertThatExceptionOfType(NotYourAppointmentException.class)
          .isThrownBy(() -> scheduling.get(LIN, id));
      scheduling.book(ADMIN, wish(BOS, TEN));
    }

    @Test
    void stays_where_it_is_if_the_other_is_taken_and_that_ones_times_are_offered() {
      scheduling.book(ADMIN, new VisitWish(BOS, MEYERS, ten, VisitType.CONSULTATION));
      SlotRefusedException refusal =
          catchThrowableOfType(
              SlotRefusedException.class, () -> scheduling.handOver(ADMIN, id, 0, MEYERS, ten));
      assertThat(refusal.reason()).isEqualTo(Reason.PRACTITIONER_BUSY);
      assertThat(refusal.key()).isEqualTo("scheduling.takenPractitionerStays");
      assertThat(refusal.arguments()).containsExactly("Dr Meyer");
      assertThat(refusal.alternatives()).hasSize(3);
      assertThat(refusal.alternatives()).extracting(FoundSlot::practitioner).containsOnly(MEYERS);
      assertThat(scheduling.forReview(id).getPractitioner()).isEqualTo(DR_LIN);
      assertThat(scheduling.forReview(id).getSequence()).isZero();
    }

    @Test
    void is_handed_over_by_the_office_alone_and_to_somebody_who_exists() {
      for (Actor other : List.of(LIN, ANNA)) {
        assertThatExceptionOfType(NotAllowedException.class)
            .isThrownBy(() -> scheduling.handOver(other, id, 0, MEYERS, ten));
      }
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> scheduling.handOver(ADMIN, id, 0, UUID.randomUUID(), ten));
      scheduling.move(ADMIN, id, 0, wish(ANNAS, TEN.plusSeconds(3600)).slot());
      assertThatExceptionOfType(AppointmentChangedException.class)
          .isThrownBy(() -> scheduling.handOver(ADMIN, id, 0, MEYERS, ten));
    }

    @Test
    void stays_with_dr_lin_once_somebody_is_in_the_room() throws SQLException {
      clinic.sql(
          """
          insert into encounter (id, version, appointment_id, status, opened_at)
          values (gen_random_uuid(), 0, '%s', 'planned', now())
          """
              .formatted(id));
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> scheduling.handOver(ADMIN, id, 0, MEYERS, ten))
          .satisfies(e -> assertThat(e.key()).isEqualTo("scheduling.entered"));
      scheduling.move(ADMIN, id, 0, wish(ANNAS, TEN.plusSeconds(3600)).slot());
    }

    @Test
    void to_which_the_patient_came_in_vain_is_settled_by_a_person_and_never_as_a_no_show()
        throws SQLException {
      clinic.sql("update appointment set status = 'arrived', version = version + 1");
      OutcomeService outcomes = clinic.get(OutcomeService.class);
      now = ten.end().plus(Joinability.AFTER);
      assertThat(outcomes.isUnmet(scheduling.forReview(id))).isTrue();
      assertThat(scheduling.unsettled(ADMIN)).extracting(Appointment::getId).containsExactly(id);
      assertThat(scheduling.unsettled(LIN)).isEmpty();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> outcomes.noShow(ADMIN, id));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> outcomes.unmet(ANNA, id, "prov"));
      clinic.news();
      outcomes.unmet(ADMIN, id, "prov");
      assertThat(scheduling.forReview(id).getCancelReason()).isEqualTo(CancelReason.PRACTITIONER);
      assertThat(clinic.news()).isEmpty(); // its time has passed: whoever says so rings
      assertThat(scheduling.unsettled(ADMIN)).isEmpty();
    }
  }

  @Test
  void what_is_found_can_be_held_and_is_then_found_no_more() {
    SlotFinder finder = clinic.get(SlotFinder.class);
    SlotWish anybody =
        new SlotWish(null, VisitType.CONSULTATION, TEN, TEN.plus(Duration.ofHours(2)), 50);
    List<FoundSlot> found = finder.find(anybody);
    assertThat(found).hasSize(21); // every five minutes from 10:00 to 11:40
    assertThat(found.get(0).slot().start()).isEqualTo(TEN);
    scheduling.hold(
        ANNA,
        new VisitWish(
            ANNAS, found.get(0).practitioner(), found.get(0).slot(), VisitType.CONSULTATION));
    assertThat(finder.find(anybody)).hasSize(17);
    now = now.plus(Duration.ofMinutes(5));
    assertThat(finder.find(anybody)).hasSize(21);
  }

  @Test
  void a_walk_in_begins_now_and_a_no_show_is_said_by_a_person_after_the_end() {
    now = TEN;
    AppointmentId here =
        scheduling.walkIn(LIN, ANNAS, LINS, VisitType.CONSULTATION, Duration.ofMinutes(20));
    assertThat(scheduling.forReview(here).getSlot().start()).isEqualTo(TEN);
    OutcomeService outcomes = clinic.get(OutcomeService.class);
    assertThatExceptionOfType(NotCancellableException.class)
        .isThrownBy(() -> outcomes.noShow(LIN, here));
    now = TEN.plus(Duration.ofMinutes(20));
    assertThat(outcomes.isNoShowProposed(scheduling.forReview(here))).isTrue();
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(() -> outcomes.noShow(ANNA, here));
    outcomes.noShow(LIN, here);
    assertThat(status(here)).isEqualTo(AppointmentStatus.NOSHOW);
    assertThatExceptionOfType(NotCancellableException.class)
        .isThrownBy(() -> scheduling.cancel(ADMIN, here));
  }
}
