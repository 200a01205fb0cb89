package org.televisit.consultation;

import static java.lang.System.Logger.Level.WARNING;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.televisit.media.MediaUnavailableException;
import org.televisit.recording.RecordingEnd;
import org.televisit.recording.RecordingService;
import org.televisit.recording.RunningRecording;

/**
 * Recorders whose media does not arrive any more. Nothing of them is stored from the moment on at
 * which they are given up, so nobody has to wait until the media server has stopped them, which may
 * take as long as it waits for their uploads: that is done beside the room's queue. In that queue
 * only.
 */
final class GivenUp {

  private static final Logger LOG = System.getLogger(GivenUp.class.getName());

  /** Told to stop while its upload hangs, a media server says nothing; soon after, it does. */
  private static final int TRIES = 2;

  private record Stopping(
      RunningRecording recording, RecordingEnd why, int number, FutureTask<Boolean> attempt) {}

  private final RecordingService service;
  private final Executor elsewhere;
  private final List<Stopping> stopping = new ArrayList<>();

  /**
   * @param elsewhere where recorders are stopped
   */
  GivenUp(RecordingService service, Executor elsewhere) {
    this.service = service;
    this.elsewhere = elsewhere;
  }

  /** Nothing more of it is stored when this returns; its recorder is stopped later. */
  void add(RunningRecording recording, RecordingEnd why) {
    service.cut(recording, why);
    stop(recording, why, 1);
  }

  private void stop(RunningRecording recording, RecordingEnd why, int number) {
    FutureTask<Boolean> attempt = new FutureTask<>(() -> service.stop(recording, why));
    stopping.add(new Stopping(recording, why, number, attempt));
    try {
      elsewhere.execute(attempt);
    } catch (RejectedExecutionException e) {
      LOG.log(WARNING, "the application stops: a recorder is stopped with its room");
    }
  }

  /**
   * Looks what has become of them; never blocks.
   *
   * @throws MediaUnavailableException if one does not stop however often it is told to
   */
  void look() {
    for (Stopping one : List.copyOf(stopping)) {
      if (one.attempt.isDone()) {
        stopping.remove(one);
        if (!hasStopped(one) && one.number == TRIES) {
          throw stuck(one.why);
        } else if (!hasStopped(one)) {
          stop(one.recording, one.why, one.number + 1);
        }
      }
    }
  }

  /**
   * Waits until none of them runs any more: before what they record is released.
   *
   * @throws MediaUnavailableException if the media server does not say so of one
   */
  void await() {
    List<Stopping> all = List.copyOf(stopping);
    stopping.clear();
    all.forEach(one -> one.attempt.run()); // nothing, where somebody else does it already
    for (Stopping one : all) {
      if (!hasStopped(one)) {
        throw stuck(one.why);
      }
    }
  }

  /** They have gone with their media server. */
  void forget() {
    stopping.clear();
  }

  private static boolean hasStopped(Stopping one) {
    try {
      return one.attempt.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      LOG.log(WARNING, "a recorder could not be stopped", e);
      return false;
    }
  }

  private static MediaUnavailableException stuck(RecordingEnd why) {
    return new MediaUnavailableException(
        "a recorder did not stop", new IllegalStateException(why.code()));
  }
}
