package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.completeness.SharedScreen;

/** Who was connected, and whose screen was shared, as a certificate reads it later. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class PresenceLedgerTest {

  private static final String DEAD = "televisit-1";
  private static final Instant GONE = RoomFixture.TEN.plusSeconds(10);

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
  void who_moved_to_another_node_is_not_gone_there() {
    world.register.node = "televisit-2";
    world.enters(world.newRoom(), RoomFixture.PATIENT);
    world.register.node = DEAD;
    patient.isCutOff(); // the connection that it has replaced
    assertThat(world.encounters.presences.stream().map(Presence::reason))
        .containsExactly(null, "replaced", null);
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

  @Nested
  class While_the_database_is_away {

    @BeforeEach
    void goesAway() {
      world.pass(Duration.ofSeconds(10), doctor, patient);
      world.encounters.away = true;
    }

    @Test
    void who_is_gone_was_not_there_until_the_end() {
      patient.isCutOff();
      world.pass(Duration.ofSeconds(20), doctor);
      world.encounters.away = false;
      world.pass(Duration.ofMinutes(10), doctor);
      doctor.says(new ClientMessage.End());
      assertThat(ends())
          .containsExactly("ended " + RoomFixture.TEN.plusSeconds(630), "lost " + GONE);
    }

    @Test
    void who_is_gone_was_not_there_until_the_end_either_if_that_comes_at_once() {
      patient.isCutOff();
      world.pass(Duration.ofSeconds(3), doctor);
      world.encounters.away = false;
      doctor.says(new ClientMessage.End());
      assertThat(ends())
          .containsExactly("ended " + RoomFixture.TEN.plusSeconds(13), "lost " + GONE);
    }

    @Test
    void who_comes_back_as_soon_as_that_does_was_away_in_between() {
      patient.isCutOff();
      world.pass(Duration.ofSeconds(3), doctor);
      assertThat(world.enters(RoomFixture.PATIENT).line().dropped).isTrue();
      world.encounters.away = false;
      world.enters(RoomFixture.PATIENT);
      world.pass(Duration.ofSeconds(7), doctor);
      assertThat(ends()).containsExactly("open", "lost " + GONE, "open");
    }

    @Test
    void a_room_that_all_have_left_is_not_forgotten_before_that_is_written() {
      patient.isCutOff();
      doctor.says(new ClientMessage.Leave());
      world.pass(RoomFixture.GRACE.plusSeconds(10));
      assertThat(world.room.isIdle()).isFalse();
      assertThat(ends()).containsExactly("open", "open");
      world.encounters.away = false;
      world.pass(Duration.ofSeconds(6));
      assertThat(ends()).containsExactly("left " + GONE, "lost " + GONE);
      assertThat(world.trail).containsOnlyOnce("done room.leave by Dr Lind");
      assertThat(world.room.isIdle()).isTrue();
    }

    @Test
    void a_screen_that_is_taken_back_or_shared_was_so_at_that_moment() {
      world.encounters.away = false;
      patient.shares(1, Guest.VIDEO);
      world.encounters.away = true;
      world.pass(Duration.ofSeconds(5), doctor, patient);
      patient.says(new ClientMessage.Unshare());
      world.pass(Duration.ofSeconds(5), doctor, patient);
      patient.shares(2, Guest.VIDEO);
      world.pass(Duration.ofSeconds(5), doctor, patient);
      world.encounters.away = false;
      world.pass(Duration.ofSeconds(20), doctor, patient);
      doctor.says(new ClientMessage.End());
      assertThat(world.encounters.screens)
          .extracting(ScreenShare::shared)
          .containsExactly(
              new SharedScreen(patient.seat(), GONE, GONE.plusSeconds(5)),
              new SharedScreen(patient.seat(), GONE.plusSeconds(10), GONE.plusSeconds(35)));
    }

    @Test
    void what_it_refuses_holds_up_nothing() {
      world.encounters.away = false;
      world.encounters.refuses = true;
      patient.isCutOff();
      world.encounters.refuses = false;
      world.enters(RoomFixture.PATIENT);
      assertThat(ends()).containsExactly("open", "replaced " + GONE, "open");
    }

    private List<String> ends() {
      return world.encounters.presences.stream()
          .map(p -> p.isOpen() ? "open" : p.reason() + " " + p.leftAt())
          .toList();
    }
  }
}
