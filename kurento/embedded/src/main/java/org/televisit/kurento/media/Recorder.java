package org.televisit.kurento.media;

import java.net.URI;
import java.time.Duration;

/**
 * Writes what is connected to it as one WebM stream to one target; one stretch only: after {@link
 * #stop} it stays stopped. All methods may be called from any thread and again.
 */
public final class Recorder implements MediaSink, AutoCloseable {

  private final URI target;

  Recorder(URI target) {
    this.target = target;
  }

  /** Starts, or goes on after a pause. Media is written from the next key frame on. */
  public void record() {
    throw new UnsupportedOperationException(target.toString());
  }

  /** Leaves media out until {@link #record}; the file's time line has no hole. */
  public void pause() {
    throw new UnsupportedOperationException();
  }

  /** Ends the recording; {@link RecorderListener#stopped} or {@code failed} follows. */
  public void stop() {
    throw new UnsupportedOperationException();
  }

  /**
   * Ends the recording and waits until the target has confirmed it (HTTP: the response), or at most
   * {@code timeout}.
   *
   * @return whether all was written and confirmed; true also if nothing was ever recorded
   */
  public boolean stopAndWait(Duration timeout) {
    throw new UnsupportedOperationException();
  }

  public RecorderState state() {
    throw new UnsupportedOperationException();
  }

  /** Same as {@link #stop}, and takes no more media. */
  @Override
  public void close() {
    stop();
  }
}
