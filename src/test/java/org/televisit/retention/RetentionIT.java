package org.televisit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.televisit.identity.Actor;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.recording.RecordingId;
import org.televisit.recording.RecordingService;
import org.televisit.vault.SigningKey;

/** Destruction, on the real database and with real sealed files. */
@ExtendWith(ArquillianExtension.class)
@DisplayNameGeneration(ReplaceUnderscores.class)
class RetentionIT extends RetentionFixture {

  @Inject Interrupted interrupted;

  @Inject
  @ConfigProperty(name = "televisit.recording.key-directory")
  String keys;

  @Inject RecordingService service;
  @Inject RetentionService policies;
  @Inject SigningKey key;

  private Path inKeys(RecordingId id, String kind) {
    String name = id.toString();
    return Path.of(keys).resolve(name.substring(name.length() - 2)).resolve(name + kind);
  }

  @Test
  void what_a_restored_backup_of_the_keys_brings_back_is_destroyed_again() throws Exception {
    RecordingId due = sealed();
    byte[] backup = Files.readAllBytes(inKeys(due, ".key"));
    lookAfter(someDay());
    Files.delete(inKeys(due, ".shredded"));
    Files.write(inKeys(due, ".key"), backup);
    assertThat(vault.isShredded(due.value())).isFalse();

    interrupted.destroyRevived(); // as at every start

    assertThat(vault.isShredded(due.value())).isTrue();
    assertThat(inKeys(due, ".key")).doesNotExist();
    assertThat(audited(due))
        .containsExactly("recording.erase", "recording.destroy", "recording.destroy-again");
    interrupted.destroyRevived();
    assertThat(audited(due)).hasSize(3);
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void what_is_due_is_destroyed_certified_and_audited_once() throws Exception {
    RecordingId due = sealed();

    lookAfter(someDay());

    assertThat(isErased(due)).isTrue();
    assertThat(vault.isShredded(due.value())).isTrue();
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> service.open(due));
    assertThat(audited(due)).containsExactly("recording.erase", "recording.destroy");
    DeletionCertificate certificate = erasures.certificates(visit).get(0);
    assertThat(certificate.getText().isSignedBy(key)).isTrue();
    assertThat(certificate.getText().body())
        .contains("\"recording\":\"" + due + "\"")
        .contains("\"lengthBytes\":10000")
        .contains("\"under\":\"policy/")
        .contains("\"sha256\":\"");

    lookAfter(someDay().plusYears(40));
    assertThat(erasures.certificates(visit)).hasSize(1);
    assertThat(audited(due)).hasSize(2);
  }

  @Test
  void a_day_is_looked_after_once() {
    LocalDate day = someDay().plusYears(100);

    lookAfter(day);
    assertThat(retention.once(day)).isFalse();
  }

  @Test
  void a_request_that_is_granted_is_carried_out_at_once() throws Exception {
    RecordingId first = sealed();
    RecordingId second = sealed();
    erasures.ask(CARLA, visit, anna.subject());

    erasures.decide(CARLA, request(), true, "nothing stands against it");

    assertThat(isErased(first)).isTrue();
    assertThat(isErased(second)).isTrue();
    assertThat(erasures.certificates(visit))
        .hasSize(2)
        .allMatch(c -> c.getText().body().contains("\"under\":\"request/"))
        .allMatch(c -> c.getText().body().contains("nothing stands against it"));
  }

  @Test
  void what_a_crash_interrupted_after_the_decision_is_finished_by_the_next_run() throws Exception {
    RecordingId decided = sealed();
    eraser.decide(decided, visit, policy());

    assertThat(isErased(decided)).isFalse();
    lookAfter(someDay());

    assertThat(isErased(decided)).isTrue();
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void what_a_crash_interrupted_after_the_key_was_destroyed_is_put_on_record() throws Exception {
    RecordingId destroyed = sealed();
    eraser.decide(destroyed, visit, policy());
    vault.shred(destroyed.value());

    holds.hold(CARLA, visit, "AZ 14/30", WHY); // even a hold that comes first finds it said

    assertThat(isErased(destroyed)).isTrue();
    assertThat(erasures.certificates(visit)).hasSize(1);
  }

  @Test
  void two_nodes_destroy_each_recording_once() throws Exception {
    List<RecordingId> due = List.of(sealed(), sealed(), sealed());
    Instant latest = Instant.now().plusSeconds(30);
    List<Boolean> ran = twoNodesAtOnce();
    while (!ran.contains(true)) { // the application beside this one was at it
      assertThat(Instant.now()).isBefore(latest);
      ran = twoNodesAtOnce();
    }
    assertThat(ran).containsExactlyInAnyOrder(true, false);
    for (RecordingId recording : due) {
      assertThat(isErased(recording)).isTrue();
      assertThat(audited(recording)).containsExactly("recording.erase", "recording.destroy");
    }
  }

  private List<Boolean> twoNodesAtOnce() throws Exception {
    LocalDate day = someDay().plusYears(200);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService nodes = Executors.newFixedThreadPool(2);
    try {
      List<Future<Boolean>> outcomes = new ArrayList<>();
      for (int node = 0; node < 2; node++) {
        outcomes.add(
            nodes.submit(
                () -> {
                  together.await(10, TimeUnit.SECONDS);
                  return retention.once(day);
                }));
      }
      List<Boolean> ran = new ArrayList<>();
      for (Future<Boolean> outcome : outcomes) {
        ran.add(outcome.get(60, TimeUnit.SECONDS));
      }
      return ran;
    } finally {
      nodes.shutdownNow();
    }
  }

  @Test
  void all_of_it_is_for_the_compliance_office() throws Exception {
    sealed();
    for (Actor other : List.of(anna, lin, person("Ada", Role.CLINIC_ADMIN))) {
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> holds.hold(other, visit, "AZ 1", WHY));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> erasures.ask(other, visit, anna.subject()));
      assertThatExceptionOfType(NotAllowedException.class)
          .isThrownBy(() -> policies.preview(other, LocalDate.of(2030, 1, 1)));
      assertThat(
              rows()
                  .read(
                      "select action from audit_event where agent = ? and outcome = 'refused' order by"
                          + " id",
                      other.subject()))
          .containsExactly("hold.set", "erasure.ask", "retention.read");
    }
  }
}
