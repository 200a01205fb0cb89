package org.televisit.kurento.media;

import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.RtpSink;
import org.televisit.kurento.transport.LoopTimer;
import org.televisit.kurento.transport.MediaLoop;
import org.televisit.kurento.webm.RecordingTarget;
import org.televisit.kurento.webm.TargetException;

/**
 * Writes what is connected to it as one WebM stream to one target; one stretch only: after {@link
 * #stop} it stays stopped. All methods may be called from any thread and again.
 */
public final class Recorder extends MediaElement implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Recorder.class.getName());
  private static final int TICK_MILLIS = 50;
  private static final int CONFIRM_MILLIS = 10_000;

  /** How long after {@link #stop} it is over at the latest, confirmed or failed. */
  static final Duration LONGEST_END = Duration.ofMillis(CONFIRM_MILLIS + 500);

  private final MediaLoop loop;
  private final Executor eventThread;
  private final RecorderListener listener;
  private final RecordingPipeline pipeline;
  private final Consumer<Recorder> onEnd;
  private final CompletableFuture<Void> end = new CompletableFuture<>();
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final Map<MediaKind, Boolean> flows = new EnumMap<>(MediaKind.class);
  private volatile RecorderState state = RecorderState.STOP;
  private @Nullable LoopTimer timer;
  private boolean begun;
  private boolean failed;

  Recorder(
      MediaLoop loop,
      Executor eventThread,
      RecordingProfile profile,
      Supplier<RecordingTarget> opener,
      RecorderListener listener,
      Consumer<Recorder> onEnd) {
    this.loop = loop;
    this.eventThread = eventThread;
    this.listener = listener;
    this.onEnd = onEnd;
    this.pipeline =
        new RecordingPipeline(
            profile, () -> watched(opener.get()), new PipelineEvents(), MediaLoop::now);
  }

  /** Starts, or goes on after a pause. Media is written from the next key frame on. */
  public void record() {
    if (stopping.get()) {
      return;
    }
    state = RecorderState.START;
    loop.execute(
        () -> {
          if (timer == null && !stopping.get()) {
            timer = loop.every(TICK_MILLIS, this::tick);
          }
          pipeline.record();
        });
  }

  /** Leaves media out until {@link #record}; the file's time line has no hole. */
  public void pause() {
    if (stopping.get()) {
      return;
    }
    state = RecorderState.PAUSE;
    loop.execute(pipeline::pause);
    tell(RecorderListener::paused);
  }

  /** Ends the recording; {@link RecorderListener#stopped} or {@code failed} follows. */
  public void stop() {
    state = RecorderState.STOP;
    if (stopping.compareAndSet(false, true)) {
      loop.execute(this::finish);
    }
  }

  /**
   * Ends the recording and waits until the target has confirmed it (HTTP: the response), or at most
   * {@code timeout}. {@link RecorderListener#stopped} has been called when it returns; so it must
   * not be called by a listener.
   *
   * @return whether all was written and confirmed; true also if nothing was ever recorded
   */
  public boolean stopAndWait(Duration timeout) {
    stop();
    try {
      end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /**
   * Ends the recording as {@link #stopAndWait} does, but holds no thread meanwhile.
   *
   * @return whether all was written and confirmed, at the latest after {@code timeout}; completes
   *     after {@link RecorderListener#stopped} was called
   */
  public CompletableFuture<Boolean> stopped(Duration timeout) {
    stop();
    return end.handle((done, failure) -> failure == null)
        .completeOnTimeout(false, timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What was last asked for; STOP also after a failure. */
  public RecorderState state() {
    return state;
  }

  @Override
  Optional<RtpSink> input(MediaKind kind) {
    return pipeline.input(kind);
  }

  private void tick() {
    pipeline.tick();
    tellFlows();
  }

  private void tellFlows() {
    for (MediaKind kind : MediaKind.values()) {
      boolean flowing = pipeline.flows(kind);
      @Nullable Boolean before = flows.put(kind, flowing);
      if (flowing != Boolean.TRUE.equals(before)) {
        tell(to -> to.mediaFlowIn(kind, flowing ? FlowState.FLOWING : FlowState.NOT_FLOWING));
      }
    }
  }

  private void finish() {
    cancelTimer();
    if (!failed) {
      timer = loop.after(CONFIRM_MILLIS, this::notConfirmed);
      var unused =
          pipeline.finish().whenComplete((done, failure) -> loop.execute(() -> finished(failure)));
    }
  }

  private void notConfirmed() {
    fail(RecorderListener.Failure.TARGET_LOST, "The target did not confirm the recording");
  }

  private void finished(@Nullable Throwable failure) {
    if (failure != null) {
      failed(failure);
    } else if (!failed) {
      cancelTimer();
      if (begun) {
        tell(RecorderListener::stopped);
      }
      eventThread.execute(() -> end.complete(null)); // who waits finds the news told
      onEnd.accept(this);
    }
  }

  /** A target that breaks off ends the recording at once. */
  private RecordingTarget watched(RecordingTarget target) {
    target
        .outcome()
        .exceptionally(
            failure -> {
              loop.execute(() -> failed(failure));
              return null;
            });
    return target;
  }

  private void failed(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean refused = cause instanceof TargetException reason && reason.isRefused();
    fail(
        refused ? RecorderListener.Failure.TARGET_REFUSED : RecorderListener.Failure.TARGET_LOST,
        String.valueOf(cause.getMessage()));
  }

  private void fail(RecorderListener.Failure failure, String message) {
    if (failed || end.isDone()) {
      return;
    }
    failed = true;
    stopping.set(true);
    state = RecorderState.STOP;
    cancelTimer();
    pipeline.abort();
    tell(to -> to.failed(failure, message));
    end.completeExceptionally(new IllegalStateException(message));
    onEnd.accept(this);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel();
      timer = null;
    }
  }

  private void tell(Consumer<RecorderListener> news) {
    eventThread.execute(
        () -> {
          try {
            news.accept(listener);
          } catch (RuntimeException e) {
            LOG.log(ERROR, "a listener failed", e);
          }
        });
  }

  /** Same as {@link #stop}, and takes no more media. */
  @Override
  public void close() {
    stop();
  }

  /** Passes the pipeline's news on. */
  private final class PipelineEvents implements RecordingPipeline.Events {
    @Override
    public void begun() {
      begun = true;
      tellFlows(); // a key frame that was waiting may be written before the first tick
      tell(RecorderListener::recording);
    }

    @Override
    public void failed(RecorderListener.Failure failure, String message) {
      fail(failure, message);
    }
  }
}
