package org.televisit.consultation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.televisit.consultation.RoomFixture.DOCTOR;
import static org.televisit.consultation.RoomFixture.MOTHER;
import static org.televisit.consultation.RoomFixture.PATIENT;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.televisit.consent.Provision;
import org.televisit.consultation.RoomFixture.Meeting;
import org.televisit.consultation.ServerMessage.Problem;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.recording.RecordingPermit;

/** A room in which there are more people than a patient and a doctor, or others. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class CompanyInRoomTest {

  final RoomFixture world = new RoomFixture();

  @Nested
  class More_than_two {

    final Meeting meeting = world.meeting();
    final Guest doctor = meeting.doctor();
    final Guest patient = meeting.patient();

    private Guest accompanies(int number) {
      Actor person = new Actor("sub-" + number, "Guest " + number, Set.of(Role.PATIENT));
      world.consents.answers.put(person.subject(), Provision.PERMIT);
      return world.enters(person);
    }

    @Test
    void a_mother_waits_until_she_is_let_in_and_is_then_a_seat_of_her_own() {
      Guest mother = world.enters(MOTHER);
      mother.says(new ClientMessage.Offer(Picture.camera(mother.seat()), 1, Guest.AUDIO_VIDEO));
      assertThat(mother.line().last(Problem.class).code()).isEqualTo(Problem.Code.NOT_ALLOWED);
      doctor.says(new ClientMessage.Admit(mother.seat()));
      mother.sends(1);
      assertThat(patient.sees(mother).sitter().role()).isEqualTo(Role.RELATED_PERSON);
      assertThat(patient.sees(mother).stream()).isPositive();
    }

    @Test
    void each_receives_each_other_on_a_connection_of_its_own() {
      List<Guest> all = new ArrayList<>(List.of(doctor, patient));
      for (int i = 3; i <= 6; i++) {
        Guest guest = accompanies(i);
        doctor.says(new ClientMessage.Admit(guest.seat()));
        all.add(guest);
      }
      all.forEach(guest -> guest.sends(1));
      for (Guest guest : all) {
        all.stream().filter(other -> other != guest).forEach(other -> guest.receives(other, 2));
      }
      assertThat(world.media.endpoints).hasSize(6 + 6 * 5);
      assertThat(world.media.asked.stream().filter(s -> s.startsWith("feed "))).hasSize(30);
      assertThat(world.media.asked.stream().filter(s -> s.startsWith("record r"))).hasSize(6);
    }

    @Test
    void one_who_leaves_takes_only_what_is_theirs() {
      Guest third = accompanies(3);
      doctor.says(new ClientMessage.Admit(third.seat()));
      patient.sends(1); // e1, r1
      third.sends(1); // e2, r2
      doctor.receives(patient, 1); // e3
      doctor.receives(third, 1); // e4
      third.says(new ClientMessage.Leave());
      assertThat(world.media.asked)
          .contains("stop r2", "close e4", "close e2")
          .doesNotContain("stop r1", "close e1", "close e3");
    }

    @Test
    void a_related_person_cannot_let_anybody_in_nor_end_the_visit() {
      Guest third = accompanies(3);
      doctor.says(new ClientMessage.Admit(third.seat()));
      Guest fourth = accompanies(4);
      third.says(new ClientMessage.Admit(fourth.seat()));
      third.says(new ClientMessage.End());
      assertThat(doctor.sees(fourth).admitted()).isFalse();
      assertThat(doctor.room().status()).isEqualTo("in-progress");
      assertThat(world.trail)
          .contains("refused room.admit to Guest 3", "refused room.end to Guest 3");
    }

    @Test
    void a_related_persons_camera_is_recorded_only_while_the_patient_permits_it() {
      Guest third = accompanies(3);
      doctor.says(new ClientMessage.Admit(third.seat()));
      third.sends(1);
      assertThat(world.media.asked).endsWith("record r1");
      world.consents.say(PATIENT.subject(), Provision.DENY);
      world.settle();
      assertThat(world.media.asked).endsWith("stop r1");
      assertThat(doctor.sees(third).recording().permit())
          .isEqualTo(RecordingPermit.ANOTHER_DECLINED);
    }
  }

  @Nested
  class A_child {

    @Test
    void is_there_with_the_mother_who_stands_in_for_it() {
      world.standIns.add(MOTHER.subject());
      world.consents.answers.put(MOTHER.subject(), Provision.PERMIT);
      Guest doctor = world.enters(DOCTOR);
      Guest mother = world.enters(MOTHER);
      assertThat(mother.room().status()).isEqualTo("arrived");
      assertThat(world.appointment).containsExactly("arrived");
      doctor.says(new ClientMessage.Admit(mother.seat()));
      mother.sends(1);
      assertThat(world.media.asked).endsWith("record r1");
    }

    @Test
    void is_not_recorded_beside_her_without_its_own_consent() {
      world.standIns.add(MOTHER.subject());
      world.consents.answers.put(MOTHER.subject(), Provision.PERMIT);
      world.consents.answers.remove(PATIENT.subject());
      Guest doctor = world.enters(DOCTOR);
      Guest mother = world.enters(MOTHER);
      doctor.says(new ClientMessage.Admit(mother.seat()));
      mother.sends(1);
      assertThat(world.media.asked).noneMatch(s -> s.startsWith("record "));
    }

    @Test
    void is_named_to_everybody_by_who_comes_with_it() {
      Guest doctor = world.enters(DOCTOR);
      Guest mother = world.enters(MOTHER);
      JsonObject seen = doctor.sees(mother).toJson();
      assertThat(seen.getString("relationship")).isEqualTo("parent");
      assertThat(seen.getString("of")).isEqualTo("Ada");
      assertThat(mother.sees(doctor).toJson()).doesNotContainKeys("relationship", "of");
    }

    @Test
    void has_not_come_with_somebody_who_only_interprets() {
      assertThat(world.enters(MOTHER).room().status()).isEqualTo("planned");
    }
  }
}
