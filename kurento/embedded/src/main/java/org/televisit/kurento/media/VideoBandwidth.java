package org.televisit.kurento.media;

/**
 * Limits of a session's video bit rate in kbit/s; 0 means no limit.
 *
 * @param minSend least that a connected source is asked for on behalf of this session's browser
 * @param maxSend most that is sent to this session's browser: its source is asked for no more
 * @param minRecv least that this session's browser is asked to send
 * @param maxRecv most that this session's browser is asked to send
 */
public record VideoBandwidth(int minSend, int maxSend, int minRecv, int maxRecv) {

  /** Kurento's: 100 to 500 kbit/s to the browser, no limits from it. */
  public static final VideoBandwidth DEFAULT = new VideoBandwidth(100, 500, 0, 0);

  public VideoBandwidth {
    if (minSend < 0 || maxSend < 0 || minRecv < 0 || maxRecv < 0) {
      throw new IllegalArgumentException("a bandwidth is not negative");
    }
  }

  public VideoBandwidth withMinSend(int kbps) {
    return new VideoBandwidth(kbps, maxSend, minRecv, maxRecv);
  }

  public VideoBandwidth withMaxSend(int kbps) {
    return new VideoBandwidth(minSend, kbps, minRecv, maxRecv);
  }

  public VideoBandwidth withMinRecv(int kbps) {
    return new VideoBandwidth(minSend, maxSend, kbps, maxRecv);
  }

  public VideoBandwidth withMaxRecv(int kbps) {
    return new VideoBandwidth(minSend, maxSend, minRecv, kbps);
  }
}
