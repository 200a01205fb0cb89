package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.List;

/** A publisher that remembers what it is asked for. */
final class UplinkDouble implements IncomingTrack.Uplink {

  /** Sequence numbers of packets that were asked for again. */
  final List<Integer> nacked = new ArrayList<>();

  /** The SSRC of each request. */
  final List<Integer> keyFrameRequests = new ArrayList<>();

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public void nack(RtcpMessage.Nack nack) {
    nacked.addAll(nack.sequences());
  }

  @Override
  public void requestKeyFrame(int ssrc) {
    keyFrameRequests.add(ssrc);
  }
}
