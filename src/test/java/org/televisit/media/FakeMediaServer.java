package org.televisit.media;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A media server that does nothing but remember what it was asked, in order, and insists on the
 * order that the real one needs. Hand-written, for tests without a container.
 */
public final class FakeMediaServer implements MediaServer {

  /** What was asked, e.g. {@code "answer e1"}. */
  public final List<String> asked = new ArrayList<>();

  /** All endpoints ever made, so that a test can let media flow. */
  public final List<FakeEndpoint> endpoints = new ArrayList<>();

  public final List<FakeRecorder> recorders = new ArrayList<>();

  /** What time it is, for {@link FakeRecorder#intervals}. */
  public Supplier<Instant> clock = () -> Instant.EPOCH;

  /** Whether recorders no longer stop when they are told to. */
  public boolean hangs;

  /** Whether a recorder runs and does not say so when it is started. */
  public boolean startsInSilence;

  /** Whether recorders no longer pause when they are told to. */
  public boolean neverPauses;

  /** Sees every request before it is carried out. */
  public Consumer<String> watch = what -> {};

  private boolean away;
  private int pipelines;

  /** The server goes away: every call fails until it is back. */
  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  /** The server dies and comes back: nothing that it held is there any more. */
  public void restart() {
    recorders.forEach(FakeRecorder::die);
    away = false;
  }

  public FakeEndpoint endpoint(int number) {
    return endpoints.get(number - 1);
  }

  private void ask(String what) {
    if (away) {
      throw new MediaUnavailableException(what, new IOException("refused"));
    }
    watch.accept(what);
    asked.add(what);
  }

  @Override
  public Pipeline open(String name) {
    ask("open p" + (pipelines + 1));
    pipelines++;
    return new FakePipeline("p" + pipelines);
  }

  @Override
  public void release(String pipelineId) {
    ask("release " + pipelineId);
    recorders.stream().filter(r -> r.pipeline.equals(pipelineId)).forEach(FakeRecorder::die);
  }

  private final class FakePipeline implements Pipeline {

    private final String id;

    FakePipeline(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }

    @Override
    public Endpoint endpoint(EndpointListener listener) {
      ask("endpoint e" + (endpoints.size() + 1));
      FakeEndpoint endpoint = new FakeEndpoint("e" + (endpoints.size() + 1), listener);
      endpoints.add(endpoint);
      return endpoint;
    }

    @Override
    public Recorder recorder(Endpoint source, URI target, RecordingProfile profile) {
      FakeRecorder recorder =
          new FakeRecorder("r" + (recorders.size() + 1), id, (FakeEndpoint) source);
      ask("recorder " + recorder.name + " of " + source + " " + profile);
      recorders.add(recorder);
      return recorder;
    }

    @Override
    public void close() {
      if (recorders.stream().anyMatch(r -> r.running && !r.toldToStop && r.pipeline.equals(id))) {
        throw new AssertionError("the real server deadlocks: a recorder still runs");
      }
      asked.add("close " + id);
      recorders.stream().filter(r -> r.pipeline.equals(id)).forEach(FakeRecorder::die);
    }
  }

  /** An endpoint whose events a test fires. */
  public final class FakeEndpoint implements Endpoint {

    public final EndpointListener listener;
    private final String name;

    FakeEndpoint(String name, EndpointListener listener) {
      this.name = name;
      this.listener = listener;
    }

    @Override
    public String answer(String offer) {
      ask("answer " + name);
      if (offer.equals("nonsense")) {
        throw new BadOfferException(new IOException("40201"));
      }
      return "answer of " + name;
    }

    @Override
    public void gather() {
      ask("gather " + name);
    }

    @Override
    public void add(IceCandidate candidate) {
      ask("candidate " + candidate.candidate() + " for " + name);
    }

    @Override
    public void feed(Endpoint sink) {
      ask("feed " + name + " to " + sink);
    }

    @Override
    public void requestKeyFrame() {
      ask("key frame through " + name);
    }

    @Override
    public void close() {
      asked.add("close " + name);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An interval in which something was recorded and kept.
   *
   * @param to null while it lasts
   */
  public record Interval(Instant from, @Nullable Instant to) {}

  /** A recorder that runs until it is stopped, and knows when what it recorded was kept. */
  public final class FakeRecorder implements Recorder {

    public final FakeEndpoint source;
    public final List<Interval> intervals = new ArrayList<>();
    public boolean running;
    private boolean cut;
    private boolean toldToStop;
    private final String name;
    private final String pipeline;

    FakeRecorder(String name, String pipeline, FakeEndpoint source) {
      this.name = name;
      this.pipeline = pipeline;
      this.source = source;
    }

    @Override
    public void start() {
      ask("record " + name);
      running = true;
      begin();
      if (startsInSilence) {
        throw new MediaUnavailableException("record " + name, new IOException("timeout"));
      }
    }

    private void begin() {
      if (!cut) {
        intervals.add(new Interval(clock.get(), null));
      }
    }

    public boolean isCutOff() {
      return cut;
    }

    /** Nothing more of it is kept, whatever it sends. */
    public void cutOff() {
      cut = true;
      end();
    }

    @Override
    public void pause() {
      ask("pause " + name);
      if (neverPauses) {
        throw new MediaUnavailableException("pause " + name, new IOException("40400"));
      }
      end();
    }

    @Override
    public void resume() {
      ask("resume " + name);
      begin();
    }

    @Override
    public boolean stop() {
      asked.add("stop " + name);
      toldToStop = true;
      if (hangs || away) {
        return false;
      }
      die();
      return true;
    }

    private void die() {
      running = false;
      end();
    }

    private void end() {
      if (!intervals.isEmpty() && intervals.get(intervals.size() - 1).to() == null) {
        Interval last = intervals.remove(intervals.size() - 1);
        intervals.add(new Interval(last.from(), clock.get()));
      }
    }

    @Override
    public String toString() {
      return name;
    }
  }
}
