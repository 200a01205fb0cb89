package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.PATIENT;

import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A visit that the office hands to another doctor while the first one is at its door. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class HandedOverRoomTest {

  @Test
  void who_is_its_doctor_no_more_does_not_come_in_and_sees_nobody() {
    RoomFixture world = new RoomFixture();
    Guest patient = world.enters(PATIENT);
    world.handedOver = true;
    Guest formerly = world.enters(DOCTOR);
    assertThat(formerly.line().dropped).isTrue();
    assertThat(patient.room().seats()).hasSize(1);
    assertThat(world.trail).containsExactly("done room.join by Ada");
  }
}
