package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.scheduling.SchedulingFixture.LIN;
import static org.televisit.scheduling.SchedulingFixture.SLOT;
import static org.televisit.scheduling.SchedulingFixture.TEN;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Role;
import org.televisit.scheduling.SlotRefusedException.Reason;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppointmentTest {

  static final Closure CALLED_OFF = new Closure(CancelReason.PATIENT, "anna", TEN.minusSeconds(60));
  static final TimeSlot ELEVEN = TimeSlot.of(TEN.plusSeconds(3600), Duration.ofMinutes(30));
  static final Instant NOW = TEN.minusSeconds(3600);

  final Appointment visit = SchedulingFixture.visit();

  @Test
  void remembers_who_booked_it_and_when() {
    assertThat(visit.booked().by()).isEqualTo("admin");
    assertThat(visit.booked().at()).isBefore(TEN);
    assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
  }

  @Test
  void cannot_be_booked_once_its_slot_has_begun() {
    assertThat(SchedulingFixture.visit(SLOT, TEN.minusMillis(1)).getSlot()).isEqualTo(SLOT);
    assertThatExceptionOfType(SlotRefusedException.class)
        .isThrownBy(() -> SchedulingFixture.visit(SLOT, TEN));
  }

  @Test
  void concerns_its_patient_and_its_practitioner_and_nobody_else() {
    assertThat(visit.part("anna")).contains(Role.PATIENT);
    assertThat(visit.part("lin")).contains(Role.PRACTITIONER);
    assertThat(visit.part("admin")).isEmpty();
    assertThat(visit.part("")).isEmpty();
  }

  @Nested
  class When_cancelled {

    @Test
    void it_is_cancelled_for_good() {
      visit.cancel(CALLED_OFF);
      visit.arrive();
      visit.fulfil();
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.CANCELLED);
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.cancel(CALLED_OFF));
    }

    @Test
    void nobody_may_be_in_the_room() {
      visit.arrive();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.cancel(CALLED_OFF));
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.ARRIVED);
    }
  }

  @Nested
  class When_moved {

    @Test
    void it_counts_and_takes_along_what_is_kept_free_around_it() {
      visit.keepingFree(new Buffers(Duration.ofMinutes(5), Duration.ofMinutes(10)));
      visit.move(LIN, ELEVEN, NOW);
      assertThat(visit.getSlot()).isEqualTo(ELEVEN);
      assertThat(visit.getBlockedFrom()).isEqualTo(ELEVEN.start().minusSeconds(300));
      assertThat(visit.getBlockedTo()).isEqualTo(ELEVEN.end().plusSeconds(600));
      assertThat(visit.getSequence()).isEqualTo(1);
      visit.cancel(CALLED_OFF);
      assertThat(visit.getSequence()).isEqualTo(2);
    }

    @Test
    void it_does_not_go_into_the_past_and_stays_where_it_was() {
      assertThatExceptionOfType(SlotRefusedException.class)
          .isThrownBy(() -> visit.move(LIN, ELEVEN, ELEVEN.start()))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.PAST));
      assertThat(visit.getSlot()).isEqualTo(SLOT);
      assertThat(visit.getSequence()).isZero();
    }

    @Test
    void it_must_be_agreed_and_not_have_begun() {
      Appointment held = SchedulingFixture.visit().held(NOW.plusSeconds(300));
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> held.move(LIN, ELEVEN, NOW));
      visit.arrive();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.move(LIN, ELEVEN, NOW));
    }
  }

  @Nested
  class While_it_is_only_held {

    final Instant until = NOW.plusSeconds(300);
    final Appointment held = SchedulingFixture.visit().held(until);

    @Test
    void it_can_be_booked_until_the_last_moment() {
      held.confirm(until.minusMillis(1), "a cough");
      assertThat(held.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
      assertThat(held.reason()).isEqualTo("a cough");
      assertThat(held.getHeldUntil()).isNull();
    }

    @Test
    void it_cannot_be_booked_from_then_on() {
      assertThatExceptionOfType(SlotRefusedException.class)
          .isThrownBy(() -> held.confirm(until, "a cough"))
          .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.HOLD_EXPIRED));
      assertThat(held.getStatus()).isEqualTo(AppointmentStatus.PENDING);
    }

    @Test
    void it_cannot_be_booked_once_it_was_given_back_nor_twice() {
      held.release(new Closure(CancelReason.HOLD_RELEASED, "anna", NOW));
      assertThatExceptionOfType(SlotRefusedException.class)
          .isThrownBy(() -> held.confirm(NOW, null));
      assertThat(held.getCancelReason()).isEqualTo(CancelReason.HOLD_RELEASED);
      visit.release(CALLED_OFF);
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.BOOKED);
      assertThatExceptionOfType(SlotRefusedException.class)
          .isThrownBy(() -> visit.confirm(NOW, null));
    }

    @Test
    void nobody_arrives_and_nothing_is_called_off() {
      held.arrive();
      held.fulfil();
      assertThat(held.getStatus()).isEqualTo(AppointmentStatus.PENDING);
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> held.cancel(CALLED_OFF));
    }
  }

  @Test
  void a_patient_always_calls_off_for_reasons_of_their_own() {
    assertThat(Standing.PATIENT.reason(CancelReason.PRACTITIONER)).isEqualTo(CancelReason.PATIENT);
    assertThat(Standing.CLINIC.reason(CancelReason.PRACTITIONER))
        .isEqualTo(CancelReason.PRACTITIONER);
    assertThat(Standing.CLINIC.reason(null)).isEqualTo(CancelReason.OTHER);
    for (String none : new String[] {"", "hold-expired", "prov ", "PROV"}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> CancelReason.ofPeople(none));
    }
  }

  @Nested
  class When_a_patient_waits_in_vain {

    private static final Instant CLOSED = SLOT.end().plus(Joinability.AFTER);

    private Closure said(Instant when) {
      return new Closure(CancelReason.PRACTITIONER, "admin", when);
    }

    @Test
    void it_is_the_clinic_that_calls_it_off_once_the_room_is_closed() {
      visit.arrive();
      assertThat(visit.isUnmet(CLOSED.minusMillis(1))).isFalse();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.unmet(said(CLOSED.minusMillis(1))));
      assertThat(visit.isUnmet(CLOSED)).isTrue();
      assertThat(visit.isNoShowProposed(CLOSED)).isFalse();
      visit.unmet(said(CLOSED));
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.CANCELLED);
      assertThat(visit.getCancelReason()).isEqualTo(CancelReason.PRACTITIONER);
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.unmet(said(CLOSED)));
      assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> visit.begin(CLOSED));
    }

    @Test
    void nobody_says_so_who_was_let_in_or_never_came() {
      assertThat(visit.isUnmet(CLOSED)).isFalse();
      visit.arrive();
      visit.begin(TEN);
      assertThat(visit.isUnmet(CLOSED)).isFalse();
      assertThatExceptionOfType(NotCancellableException.class)
          .isThrownBy(() -> visit.unmet(said(CLOSED)));
    }

    @Test
    void it_is_never_for_the_patients_reasons() {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .isThrownBy(() -> CancelReason.ofClinic("pat"));
      assertThat(CancelReason.ofClinic("prov")).isEqualTo(CancelReason.PRACTITIONER);
    }
  }

  @Nested
  class When_somebody_arrives {

    @Test
    void a_second_arrival_changes_nothing() {
      visit.arrive();
      visit.arrive();
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.ARRIVED);
    }

    @Test
    void after_the_end_nothing_changes() {
      visit.arrive();
      visit.fulfil();
      visit.arrive();
      visit.fulfil();
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.FULFILLED);
    }
  }

  @Test
  void its_id_is_read_only_in_the_canonical_form() {
    AppointmentId id = visit.getId();
    assertThat(AppointmentId.parse(id.toString())).isEqualTo(id);
    assertThat(id.entity()).isEqualTo("appointment/" + id);
    for (String bad : new String[] {"", "1-2-3-4-5", "x", id + " ", "../" + id}) {
      assertThatExceptionOfType(IllegalArgumentException.class)
          .as(bad)
          .isThrownBy(() -> AppointmentId.parse(bad));
    }
  }
}
