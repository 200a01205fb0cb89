package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Who was connected, and whose screen was shared, as a certificate reads it later. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceLedgerTest {

  private static final String DEAD = "televisit-1";

  final RoomFixture world = new RoomFixture();
  final RoomFixture.Meeting meeting = world.meeting();
  final Guest doctor = meeting.doctor();
  final Guest patient = meeting.patient();

  @Test
  void connections_that_an_earlier_life_of_this_node_left_open_are_lost() {
    world.register.loseOpenPresences();
    assertThat(world.encounters.presences.stream().map(Presence::reason))
        .containsExactly("lost", "lost");
  }

  @Test
  void another_node_that_starts_leaves_them_alone() {
    world.register.node = "televisit-2";
    world.register.loseOpenPresences();
    assertThat(world.encounters.presences).allMatch(Presence::isOpen);
  }

  @Test
  void another_node_ends_them_once_this_one_is_dead_and_not_its_own() {
    patient.shares(1, Guest.VIDEO);
    world.register.node = "televisit-2";
    Guest again = world.enters(RoomFixture.PATIENT); // over the living node
    again.shares(1, Guest.VIDEO);
    world.register.lose(DEAD, RoomFixture.TEN.plusSeconds(5));
    assertThat(world.encounters.presences.stream().map(Presence::reason))
        .containsExactly("lost", "replaced", null);
    assertThat(world.encounters.screens)
        .extracting(ScreenShare::isOpen)
        .containsExactly(false, true);
  }

  @Test
  void a_screen_was_shared_until_its_node_was_last_heard_of() {
    patient.shares(1, Guest.VIDEO);
    world.register.lose(DEAD, RoomFixture.TEN.plusSeconds(5));
    assertThat(world.encounters.screens)
        .extracting(screen -> screen.shared().to())
        .containsExactly(RoomFixture.TEN.plusSeconds(5));
  }

  @Test
  void a_screen_is_shared_from_its_first_connection_to_when_it_is_taken_back_or_the_visit_ends() {
    patient.shares(1, Guest.VIDEO);
    world.pass(Duration.ofSeconds(7), doctor, patient);
    patient.shares(2, Guest.VIDEO); // the connection is built anew, and the screen is the same
    patient.says(new ClientMessage.Unshare());
    patient.shares(3, Guest.VIDEO);
    world.pass(Duration.ofSeconds(2), doctor, patient);
    doctor.says(new ClientMessage.End());
    assertThat(world.encounters.screens)
        .extracting(screen -> Duration.between(screen.shared().from(), screen.shared().to()))
        .containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(2));
    assertThat(world.encounters.screens).noneMatch(ScreenShare::isOpen);
  }
}
