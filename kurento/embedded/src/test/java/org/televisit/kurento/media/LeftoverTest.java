package org.televisit.kurento.media;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A server that runs for months keeps nothing of who is gone. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class LeftoverTest extends SessionFixture {

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  LeftoverTest() throws Exception {}

  /** All parts of a session can reach its listener: it is collected with the last of them. */
  private List<WeakReference<Party>> call() throws Exception {
    Party alice = alice();
    Party bob = bob();
    connect(alice, bob);
    alice.browser.sendRtp(video(1, true));
    bob.nextRtp();
    refusesToNegotiateAgain(alice);
    alice.browser.sendRtp(video(2, false));
    assertThat(bob.nextRtp()).as("the call goes on").isNotEmpty();
    bob.session.close();
    alice.session.close();
    return List.of(new WeakReference<>(alice), new WeakReference<>(bob));
  }

  private static void refusesToNegotiateAgain(Party party) {
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(
            () -> party.session.processOffer(party.browser.offer("sendrecv", BOB_OPUS, BOB_VP8)))
        .satisfies(
            refused ->
                assertThat(refused.reason()).isEqualTo(SdpException.Reason.ALREADY_NEGOTIATED));
    assertThatExceptionOfType(SdpException.class)
        .isThrownBy(() -> party.session.generateOffer(Set.of(MediaKind.VIDEO)));
  }

  /** It said that it has a candidate and never came. */
  private WeakReference<Party> missedCall() throws Exception {
    Party nobody = new Party("sendrecv", ALICE_OPUS, ALICE_VP8);
    nobody.session.addIceCandidate("candidate:1 1 UDP 1 192.0.2.7 9 typ host", "0", 0);
    nobody.session.gatherCandidates();
    nobody.await("ice GATHERING");
    nobody.session.close();
    return new WeakReference<>(nobody);
  }

  @Test
  void Of_sessions_that_ended_nothing_is_kept_also_if_they_were_offered_anew() throws Exception {
    List<WeakReference<Party>> ended = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      ended.addAll(call());
      ended.add(missedCall());
    }
    long began = System.nanoTime();
    while (ended.stream().anyMatch(each -> each.get() != null)
        && System.nanoTime() - began < PATIENCE_NANOS) {
      System.gc();
      engine.roundTrip().get(5, SECONDS);
    }
    assertThat(ended).hasSize(15).allMatch(each -> each.get() == null);
    assertThat(engine.figures().sessions()).isZero();
  }
}
