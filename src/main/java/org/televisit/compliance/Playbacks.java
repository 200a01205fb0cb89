package org.televisit.compliance;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.televisit.recording.RecordingId;

/**
 * Keeps what is being played open for as long as its grant lasts: to find the whole of a recording
 * intact for each range would cost more than the range. Forgets rather than grows.
 */
final class Playbacks {

  /** Opens a recording that is not open yet, which takes as long as to read it once. */
  interface Opener extends Callable<Playback> {
    @Override
    Playback call() throws IOException;
  }

  private record Key(UUID grant, RecordingId recording) {
    static Key of(PlaybackTarget target) {
      return new Key(target.grant(), target.recording());
    }
  }

  /** For so long a fault is believed; then the file may have been brought back from a backup. */
  private static final Duration FAULT = Duration.ofMinutes(1);

  /** So many recordings are read at once, so that enough of the machine is left to the visits. */
  private static final int READ_AT_ONCE = 2;

  private final ConcurrentMap<Key, Opening> openings = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(READ_AT_ONCE, true);
  private final int most;
  private final Duration patience;

  /**
   * @param most playbacks to keep
   * @param patience for how long somebody waits while another's request opens the same
   */
  Playbacks(int most, Duration patience) {
    this.most = most;
    this.patience = patience;
  }

  /**
   * Opens a recording under a grant, or finds it open. The first who asks waits until it is.
   *
   * @throws StillCheckedException if somebody else has been opening it for a while
   * @throws IOException why it does not open; the same for {@link #FAULT}
   */
  Playback of(PlaybackTarget target, Clock clock, Opener opener) throws IOException {
    makeRoom(clock.instant());
    Opening mine = new Opening(opener, clock);
    Opening one =
        openings.compute(
            Key.of(target),
            (key, found) -> found == null || found.isStale(clock.instant()) ? mine : found);
    if (one == mine) {
      one.run();
    }
    return one.result(patience);
  }

  /** Nothing more is played of it: a fault was found after it had been opened. */
  void broke(PlaybackTarget target, Clock clock, IOException fault) {
    Opening failed =
        new Opening(
            () -> {
              throw fault;
            },
            clock);
    failed.run();
    openings.put(Key.of(target), failed);
  }

  private void makeRoom(Instant now) {
    if (openings.size() >= most) {
      openings.values().removeIf(opening -> opening.isStale(now));
    }
    if (openings.size() >= most) {
      openings.clear();
    }
  }

  /** A recording that is being opened, is open, or did not open. */
  private final class Opening {

    private final FutureTask<Playback> task;
    private final Clock clock;

    /** From then on it tells nothing any more. */
    private volatile Instant staleAt = Instant.MAX;

    Opening(Opener opener, Clock clock) {
      this.clock = clock;
      this.task = new FutureTask<>(() -> open(opener));
    }

    private Playback open(Opener opener) throws IOException {
      places.acquireUninterruptibly();
      Instant until = Instant.MIN; // what goes wrong in another way is tried again
      try {
        Playback opened = opener.call();
        until = opened.grant().getExpiresAt();
        return opened;
      } catch (IOException | RuntimeException e) {
        if (PlaybackService.isFault(e)) {
          until = clock.instant().plus(FAULT);
        }
        throw e;
      } finally {
        staleAt = until;
        places.release();
      }
    }

    void run() {
      task.run();
    }

    boolean isStale(Instant now) {
      return !now.isBefore(staleAt);
    }

    Playback result(Duration patience) throws IOException {
      try {
        return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        throw new StillCheckedException();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("stopped while a recording was being checked");
      } catch (ExecutionException e) {
        if (e.getCause() instanceof IOException fault) {
          throw fault;
        }
        if (e.getCause() instanceof RuntimeException unforeseen) {
          throw unforeseen;
        }
        throw new IllegalStateException(e.getCause());
      }
    }
  }
}
