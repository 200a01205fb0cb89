package org.televisit.kurento.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a viewer still sees and hears while datagrams are lost on both legs and both ways: a call at
 * 640x480 and 30 pictures a second, through the embedded media server and through Janus. The call
 * is set up without loss, then loses, and is watched once it had time to adapt. {@code arguments}:
 * an empty directory; how many rounds, 3 by default.
 */
public final class MediaLossBench {

  private static final int ROUNDS = 3;
  private static final double[] LOSSES = {0, 0.05, 0.1, 0.2, 0.3};

  /** Those that goals are set for: only they are watched in every round. */
  private static final double[] GOALS = {0.1, 0.3};

  private static final int BITRATE = 1_500_000;
  private static final int SETTLE_MILLIS = 2_000;
  private static final int ADAPT_MILLIS = 4_000;
  private static final int MEASURE_MILLIS = 8_000;

  /** What one viewer saw: pictures a second, and the shares of time frozen and of sound made up. */
  private static final class Seen {
    final List<Double> pictures = new ArrayList<>();
    final List<Double> frozen = new ArrayList<>();
    final List<Double> concealed = new ArrayList<>();
    final List<Double> kilobits = new ArrayList<>();
  }

  private MediaLossBench() {}

  public static void main(String[] arguments) throws Exception {
    Janus.require();
    Path work = Path.of(arguments[0]).toRealPath();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    Map<Double, Seen> ours = new TreeMap<>();
    Map<Double, Seen> peer = new TreeMap<>();
    try (Browsers browsers = new Browsers(work, 30);
        Sfu embedded = new OurSfu(work, true);
        Sfu janus = new Janus(work)) {
      System.out.println(browsers.version() + ", medians of " + rounds + " rounds at 10 and 30 %");
      for (int round = 0; round < rounds; round++) {
        for (double loss : round == 0 ? LOSSES : GOALS) {
          watch(browsers, embedded, loss, ours);
          watch(browsers, janus, loss, peer);
        }
      }
    }
    print("ours", ours);
    print("Janus", peer);
    double our10 = Commands.median(ours.get(0.1).pictures);
    double peer10 = Commands.median(peer.get(0.1).pictures);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"media-loss\",\"ours\":%.1f,\"peer\":%.1f,\"ratio\":%.2f,\"unit\":\"pictures per"
            + " second at 10 %% loss each way on both legs, beside Janus\",\"frozen_ours\":%.3f,"
            + "\"frozen_peer\":%.3f,\"sound_made_up_at_30_ours\":%.3f,"
            + "\"sound_made_up_at_30_peer\":%.3f}%n",
        our10,
        peer10,
        our10 / peer10,
        Commands.median(ours.get(0.1).frozen),
        Commands.median(peer.get(0.1).frozen),
        Commands.median(ours.get(0.3).concealed),
        Commands.median(peer.get(0.3).concealed));
  }

  private static void print(String name, Map<Double, Seen> all) {
    all.forEach(
        (loss, seen) ->
            System.out.printf(
                Locale.ROOT,
                "%-6s %2.0f %% loss: %4.1f pictures a second, frozen %2.0f %% of the time, %2.0f %%"
                    + " of the sound made up, %.0f kbit/s%n",
                name,
                loss * 100,
                Commands.median(seen.pictures),
                Commands.median(seen.frozen) * 100,
                Commands.median(seen.concealed) * 100,
                Commands.median(seen.kilobits)));
  }

  private static void watch(Browsers browsers, Sfu sfu, double loss, Map<Double, Seen> into)
      throws Exception {
    try (LossyRelays relays = new LossyRelays();
        PeerSite site = new PeerSite(sfu, Optional.of(relays));
        Browsers.Peer alice = browsers.person(site, sfu.offersToViewers());
        Browsers.Peer bob = browsers.person(site, sfu.offersToViewers())) {
      String a = "alice" + System.nanoTime();
      String b = "bob" + System.nanoTime();
      alice.publish(a, BITRATE);
      bob.view(b, a);
      if (bob.firstFrame(b) < 0) {
        throw new IllegalStateException(sfu.name() + " shows no picture");
      }
      Thread.sleep(SETTLE_MILLIS);
      relays.lose(loss);
      Thread.sleep(ADAPT_MILLIS);
      Browsers.Received before = bob.received(b);
      Thread.sleep(MEASURE_MILLIS);
      Browsers.Received during = bob.received(b).since(before);
      relays.lose(0);
      Seen seen = into.computeIfAbsent(loss, any -> new Seen());
      seen.pictures.add(during.decoded() / during.seconds());
      seen.frozen.add(during.frozen() / during.seconds());
      seen.concealed.add(during.samples() == 0 ? 1 : during.concealed() / during.samples());
      seen.kilobits.add(during.bytes() * 8 / 1000 / during.seconds());
      System.out.printf(
          Locale.ROOT,
          "  %-6s %2.0f %%: %.1f pictures a second%n",
          sfu.name(),
          loss * 100,
          during.decoded() / during.seconds());
      sfu.close(b);
      sfu.close(a);
    }
  }
}
