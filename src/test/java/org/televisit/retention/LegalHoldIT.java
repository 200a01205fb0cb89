package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.recording.RecordingHeldException;
import org.televisit.recording.RecordingId;

/** Nothing under hold is destroyed: not when it is due, nor on request, nor once decided. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class LegalHoldIT extends RetentionFixture {

  @Test
  void a_hold_beats_retention_until_it_is_released() throws Exception {
    RecordingId due = sealed();
    holds.hold(CARLA, visit, "AZ 12/30", WHY);

    lookAfter(someDay());
    assertThat(isErased(due)).isFalse();
    assertThat(vault.isShredded(due.value())).isFalse();

    holds.release(
        CARLA,
        holds.all(CARLA).stream()
            .filter(h -> h.getAppointment().equals(visit))
            .findFirst()
            .orElseThrow()
            .getId(),
        "the complaint was settled");
    lookAfter(someDay().plusYears(50));
    assertThat(isErased(due)).isTrue();
  }

  @Test
  void a_hold_beats_a_request_and_the_refusal_is_audited() throws Exception {
    RecordingId asked = sealed();
    erasures.ask(CARLA, visit, anna.subject());
    holds.hold(CARLA, visit, "AZ 13/30", WHY);
    UUID request = request();

    assertThatExceptionOfType(RetentionRefusedException.class)
        .isThrownBy(() -> erasures.decide(CARLA, request, true, "the patient may have that"))
        .satisfies(e -> assertThat(e.why()).isEqualTo(RetentionRefusedException.Why.HELD));
    assertThat(isErased(asked)).isFalse();
    assertThat(
            rows()
                .read(
                    "select action from audit_event where entity = ? and outcome = 'refused'",
                    "request/" + request))
        .containsExactly("erasure.grant");

    erasures.decide(CARLA, request, false, "a legal hold stands against it");
    assertThat(isErased(asked)).isFalse();
  }

  @Test
  void a_hold_calls_off_what_was_decided_and_not_yet_done() throws Exception {
    RecordingId decided = sealed();
    eraser.decide(decided, visit, policy());
    holds.hold(CARLA, visit, "AZ 15/30", WHY);

    lookAfter(someDay());

    assertThat(isErased(decided)).isFalse();
    assertThat(vault.isShredded(decided.value())).isFalse();
    assertThatExceptionOfType(RecordingHeldException.class)
        .isThrownBy(() -> eraser.decide(decided, visit, policy()));
  }

  /** Any order of holds, releases, decisions and runs: nothing under hold is ever destroyed. */
  @Test
  void nothing_under_hold_is_ever_destroyed_whatever_happens_in_which_order() throws Exception {
    for (int story = 0; story < 15; story++) {
      RecordingId recording = sealed();
      List<String> told = new ArrayList<>();
      boolean held = false;
      for (int step = 0; step < 8; step++) {
        boolean before = vault.isShredded(recording.value());
        boolean heldBefore = held;
        int deed = ThreadLocalRandom.current().nextInt(4);
        held = act(deed, recording, held, told);
        boolean after = vault.isShredded(recording.value());
        assertThat(heldBefore && after && !before).as("destroyed under hold: %s", told).isFalse();
        assertThat(isErased(recording)).as("said what is so: %s", told).isEqualTo(after);
      }
      if (held) {
        releaseAll();
      }
    }
  }

  private boolean act(int deed, RecordingId recording, boolean held, List<String> told)
      throws SQLException {
    switch (deed) {
      case 0 -> {
        if (!held) {
          holds.hold(CARLA, visit, "case " + UUID.randomUUID(), WHY);
        }
        told.add("hold, held");
        return true;
      }
      case 1 -> {
        releaseAll();
        told.add("release");
        return false;
      }
      case 2 -> {
        try {
          eraser.decide(recording, visit, policy());
        } catch (RecordingHeldException e) {
          assertThat(held).isTrue();
        }
        told.add("decide" + (held ? ", held" : ""));
        return held;
      }
      default -> {
        eraser.destroy(recording);
        told.add("destroy" + (held ? ", held" : ""));
        return held;
      }
    }
  }

  private void releaseAll() {
    holds.all(CARLA).stream()
        .filter(h -> h.getAppointment().equals(visit) && h.isActive())
        .forEach(h -> holds.release(CARLA, h.getId(), "the case is closed"));
  }
}
