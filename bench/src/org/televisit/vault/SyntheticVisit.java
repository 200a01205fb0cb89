package org.televisit.vault;

import java.io.IOException;
import java.util.Random;

/**
 * A live WebM stream as a media server sends it, made as it is asked for: a picture every 40 ms, a
 * key frame every 5 s, sound every 20 ms, a cluster of unknown size every 32 s. The media is noise.
 */
public final class SyntheticVisit {

  /** Takes the next piece of the stream. */
  public interface Sink {
    void take(byte[] bytes, int length) throws IOException;
  }

  private static final int CLUSTER_MILLIS = 32_000;
  private static final int SOUND_BYTES = 80;

  private final byte[] noise = new byte[256 << 10];
  private final int seconds;
  private final int pictureBytes;

  /**
   * @param kbps of picture, in kbit/s
   */
  public SyntheticVisit(int seconds, int kbps) {
    this.seconds = seconds;
    this.pictureBytes = Math.max(20, kbps * 1000 / 8 / 25);
    new Random(1).nextBytes(noise);
  }

  /** Sends everything, one piece for each 20 ms of the visit. */
  public void send(Sink sink) throws IOException {
    EbmlWriter out = head();
    for (int time = 0; time < seconds * 1000; time += 20) {
      int relative = time % CLUSTER_MILLIS;
      if (relative == 0) {
        out.id(Ebml.CLUSTER).bigEndian(0x01FFFFFFFFFFFFFFL, 8).unsigned(Ebml.TIMESTAMP, time);
      }
      if (time % 40 == 0) {
        boolean key = time % 5000 == 0;
        block(out, 1, relative, key, key ? 3 * pictureBytes : pictureBytes);
      }
      block(out, 2, relative, true, SOUND_BYTES);
      byte[] piece = out.toBytes();
      sink.take(piece, piece.length);
      out = new EbmlWriter();
    }
  }

  private static EbmlWriter head() {
    return new EbmlWriter()
        .element(Ebml.EBML, new EbmlWriter().text(0x4282, "webm"))
        .id(Ebml.SEGMENT)
        .bigEndian(0x01FFFFFFFFFFFFFFL, 8)
        .element(Ebml.INFO, new EbmlWriter().unsigned(Ebml.TIMESTAMP_SCALE, 1_000_000))
        .element(
            Ebml.TRACKS,
            new EbmlWriter()
                .element(Ebml.TRACK_ENTRY, track(1, 1))
                .element(Ebml.TRACK_ENTRY, track(2, 2)));
  }

  private static EbmlWriter track(int number, int type) {
    return new EbmlWriter().unsigned(Ebml.TRACK_NUMBER, number).unsigned(Ebml.TRACK_TYPE, type);
  }

  private void block(EbmlWriter out, int track, int time, boolean key, int length) {
    byte[] media = new byte[Math.min(length, noise.length)];
    System.arraycopy(noise, (time * 31) % (noise.length - media.length + 1), media, 0, media.length);
    out.element(
        Ebml.SIMPLE_BLOCK,
        new EbmlWriter()
            .bigEndian(0x80 | track, 1)
            .bigEndian(time, 2)
            .bigEndian(key ? 0x80 : 0, 1)
            .raw(media));
  }
}
