package org.televisit.kurento.media;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.Codec;
import org.televisit.kurento.webm.WebmFrame;
import org.televisit.kurento.webm.WebmReader;

/** Reads a file ahead of its playing, on a thread of its own. */
final class PlayerSource implements AutoCloseable {

  /** Opens what is played; may block. */
  interface Opener {
    InputStream open() throws IOException;
  }

  /** Called on the source's thread. */
  interface Events {
    /** It was opened: frames will come. */
    void opened(PlayerSource source, Media media);

    void failed(PlayerSource source, String message);
  }

  /**
   * What a file holds.
   *
   * @param durationMillis empty if the file does not tell
   */
  record Media(Optional<Codec> audio, Optional<Codec> video, OptionalLong durationMillis) {}

  /** Stands behind the last frame. */
  private static final WebmFrame END = new WebmFrame(false, Long.MAX_VALUE, false, new byte[0]);

  /** Some 8 s of sound and pictures. */
  private static final int FRAMES = 512;

  /** So many octets wait at most; no frame is larger. */
  private static final int OCTETS = 16 << 20;

  private final Opener opener;
  private final Events events;
  private final long fromMillis;
  private final BlockingQueue<WebmFrame> frames = new ArrayBlockingQueue<>(FRAMES);
  private final Semaphore room = new Semaphore(OCTETS);
  private final Thread thread = new Thread(this::read, "media-player");

  /**
   * @param fromMillis where to begin: frames since the key frame before it come, too
   */
  PlayerSource(Opener opener, Events events, long fromMillis) {
    this.opener = opener;
    this.events = events;
    this.fromMillis = fromMillis;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /**
   * The next frame, without taking it; null if none has been read yet, one that {@link #isEnd} at
   * the end.
   */
  @Nullable WebmFrame peek() {
    return frames.peek();
  }

  static boolean isEnd(WebmFrame frame) {
    return frame.millis() == END.millis();
  }

  void take() {
    room.release(frames.remove().data().length);
  }

  private void put(WebmFrame frame) throws InterruptedException {
    room.acquire(frame.data().length);
    frames.put(frame);
  }

  private void read() {
    try (WebmReader reader = new WebmReader(opener.open())) {
      reader.begin();
      events.opened(this, media(reader));
      Optional<WebmFrame> frame = skip(reader);
      while (frame.isPresent()) {
        put(frame.get());
        frame = reader.next();
      }
      put(END);
    } catch (IOException | RuntimeException unreadable) {
      events.failed(this, "The file cannot be played: " + unreadable.getMessage());
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Puts the frames since the key frame before the beginning; the first one behind it. */
  private Optional<WebmFrame> skip(WebmReader reader) throws IOException, InterruptedException {
    Deque<WebmFrame> sinceKeyFrame = new ArrayDeque<>();
    int octets = 0;
    Optional<WebmFrame> frame = reader.next();
    while (frame.isPresent() && frame.get().millis() < fromMillis) {
      if (frame.get().video()) {
        if (frame.get().keyFrame()) {
          sinceKeyFrame.clear();
          octets = 0;
        }
        octets += frame.get().data().length;
        if (octets > OCTETS) {
          throw new IOException("its key frames are too far apart to begin in the middle");
        }
        sinceKeyFrame.add(frame.get());
      }
      frame = reader.next();
    }
    while (!sinceKeyFrame.isEmpty()) {
      put(sinceKeyFrame.remove());
    }
    return frame;
  }

  private static Media media(WebmReader reader) throws IOException {
    return new Media(
        codec(reader.audioCodec(), "A_"),
        codec(reader.videoCodec(), "V_"),
        reader.durationMillis());
  }

  private static Optional<Codec> codec(Optional<String> name, String prefix) throws IOException {
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Codec> codec = Codec.named(name.get().substring(prefix.length()));
    if (codec.isEmpty() || codec.get() == Codec.H264) {
      throw new IOException("its codec " + name.get() + " is not supported");
    }
    return codec;
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
