package org.televisit.recording;

import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends the storing of one recording at once, from any thread: it asks neither the database nor the
 * media server, and waits for nobody. Given to {@link RecordingService#start} before anything is
 * asked, so that what is still being started can be ended as well. The recorder itself has to be
 * stopped afterwards, in order.
 */
public final class RecordingBrake {

  private @Nullable RecordingEnd why;
  private @Nullable Consumer<RecordingEnd> line;

  /** Nothing more is stored when this returns. The first reason counts. */
  public void pull(RecordingEnd reason) {
    Consumer<RecordingEnd> attached;
    synchronized (this) {
      if (why != null) {
        return;
      }
      why = reason;
      attached = line;
    }
    if (attached != null) {
      attached.accept(reason);
    }
  }

  /** Why it was pulled; empty if it was not. */
  public synchronized Optional<RecordingEnd> pulled() {
    return Optional.ofNullable(why);
  }

  /** What pulling does; it is done at once if it has been pulled already. */
  void attach(Consumer<RecordingEnd> stop) {
    RecordingEnd already;
    synchronized (this) {
      line = stop;
      already = why;
    }
    if (already != null) {
      stop.accept(already);
    }
  }
}
