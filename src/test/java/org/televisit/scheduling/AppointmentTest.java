package org.televisit.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.televisit.scheduling.SchedulingFixture.SLOT;
import static org.televisit.scheduling.SchedulingFixture.TEN;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.identity.Role;

@DisplayNameGeneration(ReplaceUnderscores.class)
class AppointmentTest {

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
    assertThatExceptionOfType(SlotInPastException.class)
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
      visit.cancel();
      visit.arrive();
      visit.fulfil();
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.CANCELLED);
      assertThatExceptionOfType(NotCancellableException.class).isThrownBy(visit::cancel);
    }

    @Test
    void nobody_may_be_in_the_room() {
      visit.arrive();
      assertThatExceptionOfType(NotCancellableException.class).isThrownBy(visit::cancel);
      assertThat(visit.getStatus()).isEqualTo(AppointmentStatus.ARRIVED);
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
