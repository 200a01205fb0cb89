package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.PATIENT;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.consultation.ServerMessage.Withdrawn;
import org.televisit.consultation.ServerMessage.Witnessed;

/** A page says a refusal again, over a new connection, until it hears that it is stored. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RepeatedRefusalTest {

  final RoomFixture world = new RoomFixture();
  final Meeting meeting = world.meeting();
  final Guest doctor = meeting.doctor();
  final Guest patient = meeting.patient();

  /** Whose answer was changed to what, one after the other. */
  final List<String> stored = new ArrayList<>();

  @BeforeEach
  void listen() {
    listen(world.room);
  }

  private void listen(Room room) {
    world.consents.news =
        (subject, answer) -> {
          stored.add(subject + " " + answer);
          room.consentChanged(subject, answer);
        };
  }

  private static ClientMessage.Withdraw withdrawn(long secondsAgo) {
    return new ClientMessage.Withdraw(Duration.ofSeconds(secondsAgo));
  }

  private static ClientMessage.Witness heardFrom(Guest guest, long secondsAgo) {
    return new ClientMessage.Witness(
        guest.seat(), Provision.DENY, Locale.ENGLISH, Duration.ofSeconds(secondsAgo));
  }

  private long kept() {
    return world.media.recorders.stream()
        .filter(r -> r.intervals.stream().anyMatch(i -> i.to() == null))
        .count();
  }

  private void agreesNow() {
    world.consents.answeredAt.put(PATIENT.subject(), world.clock.instant());
    world.consents.answers.put(PATIENT.subject(), Provision.PERMIT);
  }

  @Nested
  class To_a_node_that_never_heard_it {

    /** The one that did died, and whatever it had noted is on its own disk. */
    private Room otherNode() {
      patient.sends(1);
      world.consents.away = true;
      patient.says(new ClientMessage.Withdraw());
      world.pass(Duration.ofSeconds(20), doctor, patient);
      world.consents.away = false;
      Room other = world.newRoom();
      listen(other);
      return other;
    }

    @Test
    void nothing_of_them_is_recorded_there() {
      Room other = otherNode();
      long before = world.recordersStarted();
      Guest again = world.enters(other, PATIENT);
      again.says(withdrawn(20));
      again.sends(2);
      assertThat(world.recordersStarted()).isEqualTo(before);
      assertThat(kept()).isZero();
      assertThat(stored).containsExactly("sub-p DENY");
      assertThat(again.line().of(Withdrawn.class)).endsWith(new Withdrawn(true));
    }

    @Test
    void it_counts_before_the_room_has_time_for_it_even_if_that_cannot_be_stored_now() {
      Room other = otherNode();
      Guest again = world.enters(other, PATIENT);
      again.sends(2); // as a page would never do before
      assertThat(kept()).isEqualTo(1);
      world.consents.away = true;
      again.saysLater(withdrawn(20));
      assertThat(kept()).isZero();
      assertThat(stored).isEmpty();
    }

    @Test
    void an_agreement_given_after_it_stands_and_is_recorded_at_once() {
      Room other = otherNode();
      agreesNow();
      world.nudge();
      Guest again = world.enters(other, PATIENT);
      again.says(withdrawn(20));
      again.sends(2);
      assertThat(world.consents.answers).containsEntry(PATIENT.subject(), Provision.PERMIT);
      assertThat(stored).isEmpty();
      assertThat(kept()).isEqualTo(1);
      assertThat(again.line().of(Withdrawn.class)).endsWith(new Withdrawn(false, true));
    }

    @Test
    void an_agreement_given_before_it_does_not_stand_whatever_the_browser_claims() {
      world.consents.answeredAt.put(PATIENT.subject(), RoomFixture.TEN.minusSeconds(1));
      Guest again = world.enters(otherNode(), PATIENT);
      again.says(withdrawn(Duration.ofDays(20).toSeconds()));
      assertThat(stored).containsExactly("sub-p DENY");
    }

    @Test
    void what_the_doctor_heard_is_passed_on_again_and_the_doctor_told_when_it_is_stored() {
      Room other = otherNode();
      Guest back = world.enters(other, DOCTOR);
      back.says(heardFrom(patient, 20));
      assertThat(stored).containsExactly("sub-p DENY");
      assertThat(back.line().of(Witnessed.class))
          .containsExactly(new Witnessed(patient.seat(), false));
      Guest again = world.enters(other, PATIENT);
      again.sends(2);
      assertThat(kept()).isZero();
    }
  }

  @Nested
  class To_the_node_that_heard_it {

    @Test
    void it_is_stored_once_and_confirmed_each_time() {
      patient.sends(1);
      patient.says(new ClientMessage.Withdraw());
      Guest again = world.enters(PATIENT);
      again.says(withdrawn(5));
      world.settle();
      assertThat(stored).containsExactly("sub-p DENY");
      assertThat(again.line().of(Withdrawn.class)).endsWith(new Withdrawn(true));
    }

    @Test
    void the_doctor_is_told_of_a_spoken_one_only_once_it_is_stored() {
      patient.sends(1);
      world.consents.away = true;
      doctor.says(heardFrom(patient, 0));
      doctor.isCutOff();
      Guest back = world.enters(DOCTOR);
      back.says(heardFrom(patient, 3));
      world.pass(Duration.ofSeconds(20), back, patient);
      assertThat(back.line().of(Witnessed.class)).isEmpty();
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), back, patient);
      assertThat(back.line().of(Witnessed.class))
          .containsExactly(new Witnessed(patient.seat(), false));
      assertThat(world.consents.spoken).hasSize(1);
      assertThat(back.line().of(Problem.class)).isEmpty();
    }

    @Test
    void the_doctor_is_told_of_none_whose_seat_is_not_there() {
      doctor.says(heardFrom(doctor, 0));
      assertThat(doctor.line().of(Witnessed.class)).isEmpty();
      assertThat(stored).isEmpty();
    }
  }

  @Nested
  class On_the_disk {

    @BeforeEach
    void without_a_database() {
      world.consents.away = true;
    }

    @Test
    void one_of_the_two_is_noted_at_every_moment() {
      List<Integer> left = new ArrayList<>();
      world.notes.watch = left::add;
      patient.says(new ClientMessage.Withdraw());
      patient.says(withdrawn(1));
      patient.says(withdrawn(2));
      assertThat(left).containsExactly(1, 1);
    }

    @Test
    void the_older_note_stays_where_the_disk_takes_no_newer_one() {
      patient.says(new ClientMessage.Withdraw());
      world.notes.full = true;
      patient.says(withdrawn(1));
      patient.says(withdrawn(2));
      assertThat(world.notes.kept).hasSize(1);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(stored).containsExactly("sub-p DENY");
      assertThat(world.notes.kept).isEmpty();
    }

    @Test
    void what_the_doctor_heard_is_noted_beside_what_the_patient_said() {
      patient.says(new ClientMessage.Withdraw());
      doctor.says(heardFrom(patient, 0));
      assertThat(world.notes.kept).hasSize(2);
      world.consents.away = false;
      world.pass(Duration.ofSeconds(16), doctor, patient);
      assertThat(stored).containsExactly("sub-p DENY");
      assertThat(world.notes.kept).isEmpty();
    }
  }
}
