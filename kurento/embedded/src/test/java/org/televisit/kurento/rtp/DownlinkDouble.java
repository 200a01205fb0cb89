package org.televisit.kurento.rtp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A viewer that keeps what it gets. */
final class DownlinkDouble implements OutgoingTrack.Downlink {

  final List<byte[]> sent = new ArrayList<>();

  /** What was sent once more, as it was. */
  final List<byte[]> repeated = new ArrayList<>();

  boolean ready = true;
  boolean gone;

  @Override
  public boolean gone() {
    return gone;
  }

  @Override
  public boolean ready() {
    return ready && !gone;
  }

  @Override
  public int send(byte[] packet, int length) {
    sent.add(Arrays.copyOf(packet, length));
    return length;
  }

  @Override
  public void sendAgain(byte[] packet) {
    repeated.add(packet);
  }
}
