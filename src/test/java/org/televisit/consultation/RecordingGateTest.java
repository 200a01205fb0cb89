package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.PATIENT;
import static org.televisit.consultation.RoomFixture.VISIT;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;

/** What is read beside the room's queue, and when it comes too late to count. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RecordingGateTest {

  final RoomFixture world = new RoomFixture();
  final RecordingGate gate =
      new RecordingGate(VISIT, new Seats(), world.services(), new Withdrawals());

  @BeforeEach
  void concernsThePatient() {
    gate.concerns(PATIENT.subject());
    gate.ask();
  }

  @Test
  void who_refuses_is_told_at_once_and_the_rest_is_taken_over_in_the_queue() {
    world.consents.answers.put(PATIENT.subject(), Provision.DENY);
    world.consents.answers.put(DOCTOR.subject(), Provision.DENY); // of whom nobody asks
    assertThat(gate.refusing()).containsExactly(PATIENT.subject());
    assertThat(gate.learn()).isTrue();
    assertThat(gate.learn()).as("twice").isFalse();
  }

  @Test
  void what_the_queue_has_asked_for_meanwhile_is_newer() {
    gate.refusing(); // finds that the patient agrees
    world.consents.answers.put(PATIENT.subject(), Provision.DENY);
    gate.ask();
    assertThat(gate.learn()).isFalse();
  }

  @Test
  void nothing_is_taken_over_while_the_database_is_away() {
    world.consents.away = true;
    gate.ask();
    assertThat(gate.learn()).isFalse();
    world.consents.away = false;
    gate.refusing();
    assertThat(gate.learn()).isTrue();
  }
}
