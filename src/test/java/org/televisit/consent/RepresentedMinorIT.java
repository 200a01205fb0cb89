package org.televisit.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.Rows;
import org.televisit.identity.Actor;
import org.televisit.identity.Relationship;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;
import org.televisit.scheduling.Appointment;
import org.televisit.scheduling.NotYourAppointmentException;

/** A child does not agree alone: who answers for it, and who reads what was answered. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RepresentedMinorIT extends ConsentFixture {

  @Inject ReceiptService receipts;

  @Test
  void a_minor_cannot_agree_alone_but_can_always_stop_being_recorded() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    for (Purpose purpose : Purpose.values()) {
      assertThatExceptionOfType(MinorCannotAnswerException.class)
          .isThrownBy(() -> consents.answer(anna, visit, form(purpose), Provision.PERMIT));
    }
    assertThat(audited("refused", "consent.answer")).isEqualTo(3);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isTrue();
    consents.withdrawRecording(anna, visit, Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
  }

  @Test
  void agrees_aloud_only_while_the_representative_can_be_heard() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    Set<String> childAndDoctor = Set.of(anna.subject(), lin.subject());
    assertThatExceptionOfType(SpeakerAbsentException.class)
        .isThrownBy(() -> consents.witness(lin, visit, agreed(childAndDoctor), now()));
    assertThat(rows("true")).isZero();
    assertThat(audited("refused", "consent.answer")).isEqualTo(1);
    consents.witness(lin, visit, agreed(Set.of(mother.subject())), now());
    assertThat(rows("how = 'spoken' and answered_by = '" + mother.subject() + "'")).isEqualTo(1);
  }

  @Test
  void refuses_aloud_although_it_is_not_clear_which_parent_spoke() throws SQLException {
    UUID child = minor();
    Actor mother = accompany(child, "parent", true);
    Actor father = accompany(child, "parent", true);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    SpokenAnswer refusal =
        new SpokenAnswer(
            anna.subject(), Purpose.RECORDING, Provision.DENY, Locale.ENGLISH, Set.of());
    assertThat(consents.witness(lin, visit, refusal, now())).isTrue();
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
    assertThat(rows("related_person_id is null and witness = '" + lin.subject() + "'"))
        .isEqualTo(1);
    UUID answer = recording(father).id();
    assertThat(receipts.receipt(father, answer, ReceiptService.Format.PDF).voice().unnamed())
        .isTrue();
    assertThatExceptionOfType(MinorCannotAnswerException.class)
        .isThrownBy(() -> consents.witness(lin, visit, agreed(Set.of(mother.subject())), now()));
  }

  /** The answer that counts, of the child whom this person represents. */
  private Receipt recording(Actor reader) {
    return consents
        .asked(reader, visit, Locale.ENGLISH)
        .get(0)
        .questions()
        .get(1)
        .current()
        .orElseThrow();
  }

  private SpokenAnswer agreed(Set<String> audible) {
    return new SpokenAnswer(
        anna.subject(), Purpose.RECORDING, Provision.PERMIT, Locale.ENGLISH, audible);
  }

  private static Saying now() {
    return Saying.at(Instant.now());
  }

  @Test
  void a_representative_answers_for_the_minor_and_for_herself() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    List<Asked> asked = consents.asked(mother, visit, Locale.ENGLISH);
    assertThat(asked).extracting(Asked::self).containsExactly(false, true);
    assertThat(asked.get(0).questions()).hasSize(3);
    assertThat(asked.get(1).questions()) // it is not she who is treated
        .extracting(Question::purpose)
        .containsExactly(Purpose.RECORDING, Purpose.ANALYTICS);
    assertThat(consents.asked(anna, visit, Locale.ENGLISH))
        .singleElement()
        .satisfies(about -> assertThat(about.answerable()).isFalse());

    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.TREATMENT), Provision.PERMIT));
    assertThat(consents.permits(visit, anna.subject(), Purpose.TREATMENT)).isTrue();
    assertThat(consents.permits(visit, mother.subject(), Purpose.RECORDING)).isFalse();
    assertThat(consents.ready(scheduling.get(ADMIN, visit), mother.subject())).isFalse();
    consents.answer(mother, visit, form(Purpose.RECORDING), Provision.DENY);
    assertThat(consents.ready(scheduling.get(ADMIN, visit), mother.subject())).isTrue();
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(
            () -> consents.answer(mother, visit, form(Purpose.TREATMENT), Provision.PERMIT));
  }

  @Test
  void one_act_of_a_representative_withdraws_both_recordings() throws SQLException {
    Actor mother = accompany(minor(), "guardian", true);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    consents.answer(mother, visit, form(Purpose.RECORDING), Provision.PERMIT);
    consents.withdrawRecording(mother, visit, Saying.at(Instant.now()));
    assertThat(consents.permits(visit, anna.subject(), Purpose.RECORDING)).isFalse();
    assertThat(consents.permits(visit, mother.subject(), Purpose.RECORDING)).isFalse();
  }

  @Test
  void who_only_comes_along_sees_the_visit_and_answers_for_nobody_else() throws SQLException {
    Actor interpreter = accompany(minor(), "interpreter", false);
    assertThat(
            scheduling.roleIn(scheduling.asParticipant(interpreter, visit), interpreter.subject()))
        .isEqualTo(Role.RELATED_PERSON);
    assertThat(scheduling.coming(interpreter)).extracting(Appointment::getId).contains(visit);
    assertThatExceptionOfType(NotAllowedException.class)
        .isThrownBy(
            () ->
                consents.answer(
                    interpreter,
                    visit,
                    new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT)));
    new Rows(database)
        .change("update related_person set until = now() where subject = ?", interpreter.subject());
    assertThatExceptionOfType(NotYourAppointmentException.class)
        .isThrownBy(() -> scheduling.asParticipant(interpreter, visit));
  }

  @Test
  void a_receipt_is_for_who_gave_the_answer_whose_it_is_and_nobody_else() throws SQLException {
    Actor mother = accompany(minor(), "parent", true);
    consents.answer(
        mother, visit, new Reply(anna.subject(), form(Purpose.RECORDING), Provision.PERMIT));
    UUID answer = recording(mother).id();
    for (Actor entitled : List.of(mother, anna)) {
      Receipt receipt = receipts.receipt(entitled, answer, ReceiptService.Format.PDF);
      assertThat(receipt.voice().as().orElseThrow().relationship()).isEqualTo(Relationship.PARENT);
    }
    for (Actor other : List.of(lin, ADMIN, person(Role.PATIENT))) {
      assertThatExceptionOfType(NotFoundException.class)
          .isThrownBy(() -> receipts.receipt(other, answer, ReceiptService.Format.JSON));
    }
    String entity = "consent/" + answer;
    assertThat(audited("done", "consent.receipt", entity)).isEqualTo(2);
    assertThat(audited("refused", "consent.receipt", entity)).isEqualTo(3);
  }
}
