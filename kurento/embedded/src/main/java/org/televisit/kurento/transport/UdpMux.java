package org.televisit.kurento.transport;

import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sessions on one port apart: a connectivity check by the user name fragment that it is
 * addressed to, all else (RFC 7983) by the remote address of an authentic check.
 */
public final class UdpMux implements MediaLoop.Receiver {

  /** One session's end of the port. */
  interface Peer {
    IceCredentials credentials();

    /** Whether authentic checks come: its addresses cannot be taken by another. */
    boolean isAlive();

    /** An authentic check came from an address. Whether that address now belongs to the session. */
    boolean checked(StunMessage check, InetSocketAddress from);

    void dtls(byte[] datagram, int length, InetSocketAddress from);

    void srtp(byte[] datagram, int length, InetSocketAddress from);
  }

  /** Sends a datagram of ours. */
  interface Outlet {
    void send(byte[] data, int offset, int length, InetSocketAddress to);
  }

  private final Map<String, Peer> byUfrag = new HashMap<>();
  private final Map<InetSocketAddress, Peer> byAddress = new HashMap<>();
  private final LongAdder dropped = new LongAdder();
  private Outlet outlet = (data, offset, length, to) -> {};

  /** Where responses go; set once, before the first datagram. */
  void outlet(Outlet to) {
    this.outlet = to;
  }

  void register(Peer peer) {
    byUfrag.put(peer.credentials().ufrag(), peer);
  }

  void unregister(Peer peer) {
    byUfrag.remove(peer.credentials().ufrag(), peer);
    byAddress.values().removeIf(owner -> owner == peer);
  }

  /** The address is not used any more. */
  void forget(InetSocketAddress address, Peer peer) {
    byAddress.remove(address, peer);
  }

  /** A datagram could not be used. */
  void drop() {
    dropped.increment();
  }

  /** How many datagrams were malformed, forged or for nobody. Any thread may call. */
  public long dropped() {
    return dropped.sum();
  }

  @Override
  public void datagram(byte[] buffer, int length, InetSocketAddress from) {
    int first = length == 0 ? 255 : buffer[0] & 0xff;
    if (first < 4) {
      stun(buffer, length, from);
      return;
    }
    @Nullable Peer peer = byAddress.get(from);
    if (peer == null) {
      dropped.increment();
    } else if (first >= 20 && first <= 63) {
      peer.dtls(buffer, length, from);
    } else if (first >= 128 && first <= 191) {
      peer.srtp(buffer, length, from);
    } else {
      dropped.increment();
    }
  }

  private void stun(byte[] buffer, int length, InetSocketAddress from) {
    Optional<StunMessage> check =
        StunMessage.parse(buffer, length)
            .filter(message -> message.type() == StunMessage.BINDING_REQUEST)
            .filter(StunMessage::hasValidFingerprint);
    @Nullable Peer peer = check.flatMap(StunMessage::username).map(this::addressee).orElse(null);
    if (check.isEmpty()
        || peer == null
        || !check.get().isSignedWith(peer.credentials().password())) {
      dropped.increment();
      return;
    }
    respond(check.get(), peer, from);
  }

  /** Who spoofs the address of a running call must not be able to cut it off. */
  private boolean isFree(InetSocketAddress address, Peer peer) {
    @Nullable Peer owner = byAddress.get(address);
    return owner == null || owner == peer || !owner.isAlive();
  }

  private @Nullable Peer addressee(String username) {
    int colon = username.indexOf(':');
    return colon < 0 ? null : byUfrag.get(username.substring(0, colon));
  }

  private void respond(StunMessage check, Peer peer, InetSocketAddress from) {
    String password = peer.credentials().password();
    byte[] response;
    if (check.iceControlled()) {
      response = check.error(487, password); // role conflict: a lite agent is always controlled
    } else if (isFree(from, peer) && peer.checked(check, from)) {
      byAddress.put(from, peer);
      response = check.success(from, password);
    } else {
      drop(); // without an answer the peer asks again, and may be welcome then
      return;
    }
    outlet.send(response, 0, response.length, from);
  }
}
