package org.televisit.kurento.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.televisit.kurento.transport.LoadClient;
import org.televisit.kurento.transport.LoadPeer;

/**
 * How many recorded calls of two a server holds on this machine beside the client that loads it: the
 * number grows until packets are lost or late. Each party publishes some 640 kbit/s of recorded VP8
 * and Opus and sees the other; both are recorded to files. A step that fails is measured once
 * more, as another program may have had the machine. {@code arguments}: an empty directory; the
 * most calls, 160 by default; the fewest, with which it begins; {@code ours} or {@code Janus} to
 * measure only one of both.
 */
public final class MediaLoadBench {

  private static final int[] STEPS = {5, 10, 20, 30, 40, 50, 60, 70, 80, 100, 120, 140, 160};
  private static final int KILOBITS = 600;
  private static final int CLIP_SECONDS = 4;
  private static final int SETTLE_MILLIS = 3_000;
  private static final int MEASURE_MILLIS = 6_000;
  private static final double LATE_MILLIS = 100;

  /** Each server has this long; a machine that holds more than fit into it is not this one. */
  private static final long PATIENCE_NANOS = 150_000_000_000L;
  private static final long LONGEST_NANOS = 30_000_000_000L;

  /** One packet in so many is deciphered by its viewer, to read when it was sent. */
  private static final int SAMPLE = 16;

  /** One step. */
  private record Held(
      int calls, double p50, double p99, double cpu, long lost, long expected, double clientLate) {

    /** As long as the client itself keeps its time, what is late or lost is the server's. */
    boolean well() {
      return lost == 0 && p99 < LATE_MILLIS;
    }
  }

  /** The times that packets took through the server, in nanoseconds; written by one thread. */
  private static final class Times {
    private long[] nanos = new long[1 << 16];
    private int count;

    synchronized void add(long took) {
      if (took < 0 || took > LONGEST_NANOS) {
        return; // no stamp of ours
      }
      if (count == nanos.length) {
        nanos = Arrays.copyOf(nanos, 2 * count);
      }
      nanos[count++] = took;
    }

    synchronized void clear() {
      count = 0;
    }

    synchronized double millis(double share) {
      if (count == 0) {
        return Double.NaN;
      }
      long[] sorted = Arrays.copyOf(nanos, count);
      Arrays.sort(sorted);
      return sorted[(int) Math.min(count - 1, Math.round(share * count))] / 1e6;
    }
  }

  private MediaLoadBench() {}

  public static void main(String[] arguments) throws Exception {
    Janus.require();
    Path work = Path.of(arguments[0]).toRealPath();
    int most = arguments.length > 1 ? Integer.parseInt(arguments[1]) : STEPS[STEPS.length - 1];
    int fewest = arguments.length > 2 ? Integer.parseInt(arguments[2]) : STEPS[0];
    Optional<String> only =
        arguments.length > 3 ? Optional.of(arguments[3]) : Optional.empty();
    Clip clip =
        new Clip(
            Clip.encode(work, Clip.source(work, CLIP_SECONDS), KILOBITS), CLIP_SECONDS * 1000L);
    int[] steps =
        IntStream.of(STEPS).filter(step -> step >= fewest && step <= most).toArray();
    List<Held> ours = List.of();
    if (only.map("ours"::equals).orElse(true)) {
      try (Sfu sfu = new OurSfu(work, false)) {
        ours = load(sfu, clip, work, steps);
      }
    }
    List<Held> peer = List.of();
    if (only.map("Janus"::equals).orElse(true)) {
      try (Sfu sfu = new Janus(work)) {
        peer = load(sfu, clip, work, steps);
      }
    }
    if (only.isPresent()) {
      return; // nothing to compare
    }
    Held best = best(ours);
    Held peerBest = best(peer);
    System.out.printf(
        Locale.ROOT,
        "{\"bench\":\"media-load\",\"ours\":%d,\"peer\":%d,\"ratio\":%.2f,\"unit\":\"recorded calls of"
            + " two without loss, beside Janus\",\"p50_ours_ms\":%.2f,\"p99_ours_ms\":%.2f,"
            + "\"p50_peer_ms\":%.2f,\"p99_peer_ms\":%.2f,\"cpu_per_call_first_ours\":%.2f,"
            + "\"cpu_per_call_last_ours\":%.2f,\"cpu_per_call_last_peer\":%.2f}%n",
        best.calls,
        peerBest.calls,
        (double) best.calls / peerBest.calls,
        best.p50,
        best.p99,
        peerBest.p50,
        peerBest.p99,
        ours.get(0).cpu / ours.get(0).calls,
        best.cpu / best.calls,
        peerBest.cpu / peerBest.calls);
  }

  private static Held best(List<Held> steps) {
    Held best = new Held(0, Double.NaN, Double.NaN, Double.NaN, 0, 0, 0);
    for (Held step : steps) {
      if (step.well()) {
        best = step;
      }
    }
    return best;
  }

  private static List<Held> load(Sfu sfu, Clip clip, Path work, int[] to) throws Exception {
    Path recordings = Files.createDirectory(work.resolve("recordings-" + sfu.name()));
    List<Held> steps = new ArrayList<>();
    List<LoadPeer> viewers = new ArrayList<>();
    List<LoadPeer> everybody = new ArrayList<>();
    Times times = new Times();
    try (LoadClient client = new LoadClient(Network.address())) {
      int calls = 0;
      long began = System.nanoTime();
      for (int step : to) {
        List<CompletableFuture<Void>> secured = new ArrayList<>();
        for (; calls < step; calls++) {
          call(sfu, client, clip, recordings, calls, times, viewers, everybody, secured);
        }
        for (CompletableFuture<Void> each : secured) {
          each.get(30, TimeUnit.SECONDS);
        }
        Held held = measure(sfu, client, viewers, times, calls);
        if (!held.well()) {
          held = measure(sfu, client, viewers, times, calls);
        }
        steps.add(held);
        System.out.printf(
            Locale.ROOT,
            "%-6s %3d calls: %4.1f %% of a core, %.2f %% a call; through the server in %.2f ms (p50),"
                + " %.2f ms (p99); %d of %d packets lost; client at most %.0f ms late; %.0f MB%n",
            sfu.name(),
            held.calls,
            held.cpu,
            held.cpu / held.calls,
            held.p50,
            held.p99,
            held.lost,
            held.expected,
            held.clientLate,
            sfu.process().residentMegabytes());
        if (!held.well() || System.nanoTime() - began > PATIENCE_NANOS) {
          break;
        }
      }
      for (LoadPeer peer : everybody) {
        peer.close();
      }
    }
    return steps;
  }

  private static void call(
      Sfu sfu,
      LoadClient client,
      Clip clip,
      Path recordings,
      int number,
      Times times,
      List<LoadPeer> viewers,
      List<LoadPeer> everybody,
      List<CompletableFuture<Void>> secured)
      throws Exception {
    for (int party = 0; party < 2; party++) {
      String id = "call" + number + "-" + party;
      LoadPeer publisher = client.peer();
      everybody.add(publisher);
      publisher.sending(clip.sender(true, (number * 2 + party) * 7L % 40));
      secured.add(
          publisher.connect(
              sfu.publish(id, publisher.offer("sendonly"), recordings.resolve(id))));
      LoadPeer viewer = client.peer();
      everybody.add(viewer);
      viewers.add(viewer);
      viewer.receiving(
          SAMPLE,
          packet ->
              Clip.sentAt(packet).ifPresent(sentAt -> times.add(System.nanoTime() - sentAt)));
      if (sfu.offersToViewers()) {
        String offer = sfu.view(id + "-viewer", id, "");
        String answer = viewer.answer(offer);
        secured.add(viewer.connect(offer));
        sfu.answer(id + "-viewer", answer);
      } else {
        secured.add(viewer.connect(sfu.view(id + "-viewer", id, viewer.offer("recvonly"))));
      }
    }
  }

  private static Held measure(
      Sfu sfu, LoadClient client, List<LoadPeer> viewers, Times times, int calls) throws Exception {
    Thread.sleep(SETTLE_MILLIS);
    List<LoadPeer.Count> before = counts(client, viewers);
    times.clear();
    client.worstLatenessMillis();
    double cpu = sfu.process().cpuSeconds();
    long began = System.nanoTime();
    Thread.sleep(MEASURE_MILLIS);
    double used = (sfu.process().cpuSeconds() - cpu) / ((System.nanoTime() - began) / 1e9) * 100;
    List<LoadPeer.Count> after = counts(client, viewers);
    long received = 0;
    long expected = 0;
    for (int i = 0; i < viewers.size(); i++) {
      LoadPeer.Count during = after.get(i).since(before.get(i));
      if (during.received() == 0) {
        throw new IllegalStateException(sfu.name() + " sends nothing to viewer " + i);
      }
      received += during.received();
      expected += during.expected();
    }
    return new Held(
        calls,
        times.millis(0.5),
        times.millis(0.99),
        used,
        Math.max(0, expected - received),
        expected,
        client.worstLatenessMillis());
  }

  private static List<LoadPeer.Count> counts(LoadClient client, List<LoadPeer> viewers)
      throws Exception {
    CompletableFuture<List<LoadPeer.Count>> counts = new CompletableFuture<>();
    client.execute(() -> counts.complete(viewers.stream().map(LoadPeer::count).toList()));
    return counts.get(20, TimeUnit.SECONDS);
  }
}
