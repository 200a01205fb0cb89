package org.televisit.kurento.transport;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The encrypted way to one browser: connectivity checks find it, DTLS agrees on keys, SRTP carries.
 * We are an ICE-lite agent (RFC 8445, 2.5): the browser checks and nominates, we answer.
 */
public final class PeerTransport implements UdpMux.Peer {

  /** A browser has a handful of candidates; more addresses than these push the oldest out. */
  private static final int MOST_ADDRESSES = 32;

  /** Browsers check every 2.5 s, more often where they wait for an answer. */
  private static final long ALIVE_MICROS = 8_000_000;

  /**
   * A peer that has finished its handshake sends at once, the first packets of a key frame; so many
   * are kept until the keys have come from the handshake's thread.
   */
  private static final int MOST_EARLY_PACKETS = 64;

  /** What the transport tells; called on the loop. */
  public interface Events {
    /**
     * The peer is to be reached at an address from now on: that of its first authentic check, then
     * any other that it nominates and is at.
     */
    void selected(InetSocketAddress remote, long priority);

    /** DTLS begins. */
    void securing();

    /** Packets can be sent and will be received. */
    void secured();

    void handshakeFailed(String reason);

    /** The peer said goodbye (DTLS close_notify). */
    void closedByPeer();

    /** An authentic RTP packet; the buffer is valid only during the call. */
    void rtp(PacketBuffer packet);

    /** An authentic compound of RTCP; the buffer is valid only during the call. */
    void rtcp(PacketBuffer packet);
  }

  private final TransportHub hub;
  private final IceCredentials credentials = IceCredentials.random();
  private final Events events;
  private final Set<InetSocketAddress> addresses = new LinkedHashSet<>();
  private final Queue<byte[]> early = new ArrayDeque<>();
  private final Whereabouts whereabouts = new Whereabouts();
  private @Nullable DtlsAssociation dtls;
  private @Nullable SrtpSession srtp;
  private boolean active;
  private boolean securing;
  private boolean closed;
  private boolean consentLost;
  private boolean saidGoodbye;
  private long lastCheck;

  PeerTransport(TransportHub hub, Events events) {
    this.hub = hub;
    this.events = events;
  }

  /** Becomes reachable on the port. */
  public void open() {
    hub.mux().register(this);
  }

  /** Our ICE credentials; any thread may call. */
  @Override
  public IceCredentials credentials() {
    return credentials;
  }

  /**
   * Starts DTLS as soon as the peer is reachable.
   *
   * @param active whether we are the one to begin (the DTLS client)
   */
  public void secureWith(Fingerprint fingerprint, boolean active) {
    if (closed || dtls != null) {
      return;
    }
    Runnable peerClosed =
        () ->
            onLoop(
                () -> {
                  saidGoodbye = true;
                  events.closedByPeer();
                });
    DtlsHandshake handshake =
        active
            ? new DtlsClient(hub.identity(), fingerprint, peerClosed)
            : new DtlsServer(hub.identity(), fingerprint, peerClosed);
    this.active = active;
    this.dtls = new DtlsAssociation(handshake, hub.pool(), this::toPeer, new HandshakeEvents());
    if (whereabouts.now() != null && active) {
      beginSecuring(dtls);
    }
  }

  private void beginSecuring(DtlsAssociation association) {
    if (!securing) {
      securing = true;
      events.securing();
      association.start();
    }
  }

  /** When the last authentic check came, as of {@link MediaLoop#now}; 0 before the first. */
  public long lastCheck() {
    return lastCheck;
  }

  /** Media is sent only to a peer that lately agreed to it (RFC 7675, 5.1). */
  public void consentLost(boolean lost) {
    consentLost = lost;
  }

  public boolean isSecured() {
    return srtp != null;
  }

  /** Whether the peer said goodbye, or does not agree any more to be sent anything. */
  public boolean isGone() {
    return saidGoodbye || consentLost;
  }

  @Override
  public boolean isAlive() {
    return !closed && lastCheck != 0 && MediaLoop.now() - lastCheck < ALIVE_MICROS;
  }

  @Override
  public boolean checked(StunMessage check, InetSocketAddress from) {
    if (closed) {
      return false;
    }
    lastCheck = MediaLoop.now();
    remember(from);
    boolean first = whereabouts.now() == null;
    if (whereabouts.checked(check, from, isSecured(), lastCheck)) {
      events.selected(from, whereabouts.priority());
    }
    if (first && active && dtls != null) {
      beginSecuring(dtls);
    }
    return true;
  }

  private void remember(InetSocketAddress address) {
    if (!addresses.add(address) || addresses.size() <= MOST_ADDRESSES) {
      return;
    }
    for (InetSocketAddress oldest : addresses) {
      if (!oldest.equals(whereabouts.now()) && !oldest.equals(address)) {
        addresses.remove(oldest);
        hub.mux().forget(oldest, this);
        return;
      }
    }
  }

  @Override
  public void dtls(byte[] datagram, int length, InetSocketAddress from) {
    @Nullable DtlsAssociation association = dtls;
    if (association == null) {
      hub.mux().drop(); // the peer repeats its first flight until we have its description
      return;
    }
    association.datagram(datagram, length);
    beginSecuring(association);
  }

  @Override
  public void srtp(byte[] datagram, int length, InetSocketAddress from) {
    if (media(datagram, length) && whereabouts.heard(from, MediaLoop.now())) {
      events.selected(from, whereabouts.priority());
    }
  }

  /** Whether it is authentic, and so was passed on. */
  private boolean media(byte[] datagram, int length) {
    @Nullable SrtpSession session = srtp;
    if (session == null && securing && early.size() < MOST_EARLY_PACKETS) {
      early.add(Arrays.copyOf(datagram, length));
      return false;
    }
    if (session == null || length < 8) {
      hub.mux().drop();
      return false;
    }
    PacketBuffer packet = new PacketBuffer(datagram, length);
    int type = datagram[1] & 0xff; // RFC 5761: 192 to 223 is RTCP
    if (type >= 192 && type <= 223) {
      if (session.unprotectRtcp(packet)) {
        events.rtcp(packet);
        return true;
      }
    } else if (session.unprotectRtp(packet)) {
      events.rtp(packet);
      return true;
    }
    hub.mux().drop();
    return false;
  }

  /**
   * Protects and sends an RTP packet. Its array then holds it as it was sent, to be sent again by
   * {@link #sendAgain}, if there was room for the authentication tag.
   *
   * @return how many octets were sent; 0 if none
   */
  public int sendRtp(PacketBuffer packet) {
    @Nullable SrtpSession session = srtp;
    if (session == null || isGone() || !session.protectRtp(packet)) {
      hub.mux().drop();
      return 0;
    }
    toPeer(packet.getBuffer(), packet.getOffset(), packet.getLength());
    return packet.getLength();
  }

  /** Repeats a packet as it was; protecting it a second time would reuse its nonce. */
  public void sendAgain(byte[] sent) {
    if (srtp != null && !isGone()) {
      toPeer(sent, 0, sent.length);
    }
  }

  public void sendRtcp(PacketBuffer packet) {
    @Nullable SrtpSession session = srtp;
    if (session == null || isGone() || !session.protectRtcp(packet)) {
      hub.mux().drop();
      return;
    }
    toPeer(packet.getBuffer(), packet.getOffset(), packet.getLength());
  }

  private void toPeer(byte[] data, int offset, int length) {
    @Nullable InetSocketAddress to = whereabouts.now();
    if (to != null) {
      hub.loop().send(data, offset, length, to);
    }
  }

  /** Stops sending media for good; DTLS says goodbye. */
  public void close() {
    closed = true;
    srtp = null;
    early.clear();
    hub.mux().unregister(this);
    if (dtls != null) {
      dtls.end();
    }
  }

  private void onLoop(Runnable event) {
    hub.loop()
        .execute(
            () -> {
              if (!closed) {
                event.run();
              }
            });
  }

  /** Brings the handshake's news from its pool thread to the loop. */
  private final class HandshakeEvents implements DtlsAssociation.Events {
    @Override
    public void secured(SrtpSession session) {
      onLoop(
          () -> {
            srtp = session;
            events.secured();
            early.forEach(packet -> media(packet, packet.length));
            early.clear();
          });
    }

    @Override
    public void handshakeFailed(String reason) {
      onLoop(
          () -> {
            early.clear();
            events.handshakeFailed(reason);
          });
    }
  }
}
