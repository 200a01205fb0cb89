package org.televisit.kurento.webm;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts two tracks' frames in the order of their times. A frame waits until the other track is as
 * far or has been silent for a while, never longer.
 */
public final class Interleaver {

  private static final long LONGEST_WAIT_MICROS = 200_000;

  private record Waiting(WebmFrame frame, long since) {}

  private final boolean bothExpected;
  private final Deque<Waiting> audio = new ArrayDeque<>();
  private final Deque<Waiting> video = new ArrayDeque<>();

  /** For one track nothing ever waits. */
  public Interleaver(boolean bothExpected) {
    this.bothExpected = bothExpected;
  }

  /** Takes a frame; each track's come in order. */
  public void add(WebmFrame frame, long now, Consumer<WebmFrame> out) {
    (frame.video() ? video : audio).add(new Waiting(frame, now));
    drain(now, out);
  }

  /** Gives out what need not wait any longer. */
  public void drain(long now, Consumer<WebmFrame> out) {
    @Nullable Deque<Waiting> next = next();
    while (next != null) {
      Waiting first = next.element();
      boolean otherIsAsFar = !audio.isEmpty() && !video.isEmpty();
      if (bothExpected && !otherIsAsFar && now - first.since < LONGEST_WAIT_MICROS) {
        return;
      }
      next.remove();
      out.accept(first.frame);
      next = next();
    }
  }

  private @Nullable Deque<Waiting> next() {
    if (audio.isEmpty() || video.isEmpty()) {
      return audio.isEmpty() ? (video.isEmpty() ? null : video) : audio;
    }
    return audio.element().frame.millis() < video.element().frame.millis() ? audio : video;
  }

  /** Gives out everything. */
  public void flush(Consumer<WebmFrame> out) {
    drain(Long.MAX_VALUE, out);
  }
}
