package org.televisit.kurento.media;

import org.televisit.kurento.transport.MediaLoop;

/** How much goes through the port, measured each second on the media loop. */
final class Throughput {

  private static final int INTERVAL_MILLIS = 1000;

  private final MediaLoop loop;
  private long octetsBefore;
  private long measuredAt;
  private volatile long kilobits;

  Throughput(MediaLoop loop) {
    this.loop = loop;
    loop.execute(
        () -> {
          measuredAt = MediaLoop.now();
          var unused = loop.every(INTERVAL_MILLIS, this::measure);
        });
  }

  private void measure() {
    long now = MediaLoop.now();
    long octets = loop.receivedOctets() + loop.sentOctets();
    kilobits = (octets - octetsBefore) * 8000 / Math.max(1, now - measuredAt);
    octetsBefore = octets;
    measuredAt = now;
  }

  /** In and out together during the last second, in kbit/s. */
  long kilobits() {
    return kilobits;
  }
}
