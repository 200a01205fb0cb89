package org.televisit.kurento.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a call costs the server, and how long people wait for the first picture: two parties that
 * see each other at 640x480, and one who is seen by six, through the embedded media server and
 * through Janus, by turns. A first, longer round is what a server costs that has just started (ours
 * is compiled while it runs); it is told apart, and is not among the medians of the others. {@code
 * arguments}: an empty directory; how many rounds, 3 by default.
 */
public final class MediaCallBench {

  private static final int ROUNDS = 3; // after the first
  private static final int SETTLE_MILLIS = 3_000;
  private static final int FIRST_MILLIS = 20_000;
  private static final int MEASURE_MILLIS = 10_000;
  private static final int BITRATE = 1_500_000;
  private static final int VIEWERS = 6;

  /** What was measured of one server; CPU in seconds for a forwarded gigabit, times in ms. */
  private static final class Figures {
    final List<Double> call = new ArrayList<>();
    final List<Double> fan = new ArrayList<>();
    final List<Double> first = new ArrayList<>();
    final List<Double> late = new ArrayList<>();
    final List<Double> alone = new ArrayList<>();
    final Map<String, List<Double>> steps = new LinkedHashMap<>();
    int window = FIRST_MILLIS;
    double firstCall;
    double megabits;
    double resident;
  }

  /** A view whose bytes are counted. */
  private record Watched(Browsers.Peer peer, String id) {}

  private MediaCallBench() {}

  public static void main(String[] arguments) throws Exception {
    Janus.require();
    Path work = Path.of(arguments[0]).toRealPath();
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    Figures ours = new Figures();
    Figures peer = new Figures();
    try (Browsers browsers = new Browsers(work, 30);
        Sfu embedded = new OurSfu(work, false);
        Sfu janus = new Janus(work);
        PeerSite embeddedSite = new PeerSite(embedded, Optional.empty());
        PeerSite janusSite = new PeerSite(janus, Optional.empty())) {
      System.out.println(browsers.version() + ", medians of " + rounds + " rounds");
      for (int round = 0; round <= rounds; round++) {
        if (round == 1) {
          begin(ours);
          begin(peer);
        }
        call(browsers, embedded, embeddedSite, ours, "o" + round);
        call(browsers, janus, janusSite, peer, "j" + round);
        fan(browsers, embedded, embeddedSite, ours, "of" + round);
        fan(browsers, janus, janusSite, peer, "jf" + round);
      }
    }
    print("ours", ours);
    print("Janus", peer);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"media-call\",\"ours\":%.3f,\"peer\":%.3f,\"ratio\":%.3f,\"unit\":\"CPU-seconds"
            + " per forwarded gigabit, two parties, beside Janus\",\"fan_ours\":%.3f,"
            + "\"fan_peer\":%.3f,\"fan_ratio\":%.3f,\"first_frame_ours_ms\":%.0f,"
            + "\"first_frame_peer_ms\":%.0f,\"late_frame_ours_ms\":%.0f,\"late_frame_peer_ms\":%.0f,"
            + "\"late_ratio\":%.3f,\"first_of_six_ours_ms\":%.0f,\"first_of_six_peer_ms\":%.0f,"
            + "\"first_call_ours\":%.3f,\"first_call_peer\":%.3f,"
            + "\"resident_ours_mb\":%.0f,\"resident_peer_mb\":%.0f}%n",
        Commands.median(ours.call),
        Commands.median(peer.call),
        Commands.median(ours.call) / Commands.median(peer.call),
        Commands.median(ours.fan),
        Commands.median(peer.fan),
        Commands.median(ours.fan) / Commands.median(peer.fan),
        Commands.median(ours.first),
        Commands.median(peer.first),
        Commands.median(ours.late),
        Commands.median(peer.late),
        Commands.median(ours.late) / Commands.median(peer.late),
        Commands.median(ours.alone),
        Commands.median(peer.alone),
        ours.firstCall,
        peer.firstCall,
        ours.resident,
        peer.resident);
  }

  /** The first round is over: what follows is counted. */
  private static void begin(Figures figures) {
    figures.firstCall = Commands.median(figures.call);
    figures.window = MEASURE_MILLIS;
    figures.call.clear();
    figures.fan.clear();
    figures.first.clear();
    figures.late.clear();
    figures.alone.clear();
    figures.steps.clear();
  }

  private static void print(String name, Figures figures) {
    System.out.printf(
        Locale.ROOT,
        "%-6s two parties %.2f (just started %.2f), one to six %.2f CPU-seconds per gigabit (%.1f Mbit/s"
            + " forwarded); first picture %.0f ms at the start, %.0f ms for a late joiner (%d; %.0f"
            + " ms for the first of six, %d); %.0f MB resident%n",
        name,
        Commands.median(figures.call),
        figures.firstCall,
        Commands.median(figures.fan),
        figures.megabits,
        Commands.median(figures.first),
        Commands.median(figures.late),
        figures.late.size(),
        Commands.median(figures.alone),
        figures.alone.size(),
        figures.resident);
    StringBuilder steps = new StringBuilder();
    figures.steps.forEach(
        (step, millis) ->
            steps.append(String.format(Locale.ROOT, " %s %.0f", step, Commands.median(millis))));
    System.out.println("       a late joiner, ms from the beginning:" + steps);
  }

  private static void call(
      Browsers browsers, Sfu sfu, PeerSite site, Figures figures, String call) throws Exception {
    try (Browsers.Peer alice = browsers.person(site, sfu.offersToViewers());
        Browsers.Peer bob = browsers.person(site, sfu.offersToViewers())) {
      String a = call + "-alice";
      String b = call + "-bob";
      alice.publish(a, BITRATE);
      bob.view(b + "-sees", a);
      figures.first.add(bob.firstFrame(b + "-sees"));
      bob.publish(b, BITRATE);
      alice.view(a + "-sees", b);
      figures.first.add(alice.firstFrame(a + "-sees"));
      figures.call.add(
          measured(
              sfu, List.of(new Watched(alice, a + "-sees"), new Watched(bob, b + "-sees")), figures));
      for (String id : List.of(a, b, a + "-sees", b + "-sees")) {
        sfu.close(id);
      }
    }
  }

  private static void fan(
      Browsers browsers, Sfu sfu, PeerSite site, Figures figures, String call) throws Exception {
    try (Browsers.Peer speaker = browsers.person(site, sfu.offersToViewers());
        Browsers.Peer hall = browsers.person(site, sfu.offersToViewers())) {
      speaker.publish(call, BITRATE);
      Thread.sleep(SETTLE_MILLIS);
      List<Watched> views = new ArrayList<>();
      for (int i = 0; i < VIEWERS; i++) {
        String id = call + "-" + i;
        hall.view(id, call);
        figures.late.add(hall.firstFrame(id));
        if (i == 0) {
          figures.alone.add(hall.firstFrame(id));
        }
        hall.steps(id)
            .forEach(
                (step, millis) ->
                    figures.steps.computeIfAbsent(step, any -> new ArrayList<>()).add(millis));
        views.add(new Watched(hall, id));
      }
      figures.fan.add(measured(sfu, views, figures));
      figures.resident = sfu.process().residentMegabytes();
      for (Watched view : views) {
        sfu.close(view.id);
      }
      sfu.close(call);
    }
  }

  private static double measured(Sfu sfu, List<Watched> views, Figures figures) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    double cpu = sfu.process().cpuSeconds();
    long began = System.nanoTime();
    double bytes = bytes(views);
    Thread.sleep(figures.window);
    double megabits = (bytes(views) - bytes) * 8 / 1e6;
    double used = sfu.process().cpuSeconds() - cpu;
    figures.megabits = megabits / ((System.nanoTime() - began) / 1e9);
    System.out.printf(
        Locale.ROOT,
        "  %-6s %d viewers: %.1f Mbit/s, %.2f %% of a core%n",
        sfu.name(),
        views.size(),
        figures.megabits,
        used / ((System.nanoTime() - began) / 1e9) * 100);
    return used / megabits * 1000;
  }

  private static double bytes(List<Watched> views) {
    return views.stream().mapToDouble(view -> view.peer.received(view.id).bytes()).sum();
  }
}
