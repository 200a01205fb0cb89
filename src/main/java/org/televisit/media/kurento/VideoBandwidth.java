package org.televisit.media.kurento;

import org.kurento.client.WebRtcEndpoint;

/**
 * Bounds of one video stream.
 *
 * @param minKbps kilobit per second below which the estimate does not fall
 * @param maxKbps kilobit per second above which nobody sends
 */
record VideoBandwidth(int minKbps, int maxKbps) {

  VideoBandwidth {
    if (minKbps < 0 || maxKbps < minKbps) {
      throw new IllegalArgumentException("video bandwidth " + minKbps + ".." + maxKbps + " kbit/s");
    }
  }

  /** Only before the offer is processed: the server's default of 500 kbit/s stays otherwise. */
  void applyTo(WebRtcEndpoint endpoint) {
    endpoint.setMaxVideoSendBandwidth(maxKbps);
    endpoint.setMinVideoSendBandwidth(minKbps);
    endpoint.setMaxVideoRecvBandwidth(maxKbps);
    endpoint.setMinVideoRecvBandwidth(minKbps);
  }
}
