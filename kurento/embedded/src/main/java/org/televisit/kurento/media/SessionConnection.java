package org.televisit.kurento.media;

import static java.lang.System.Logger.Level.INFO;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.televisit.kurento.sdp.Negotiation;
import org.televisit.kurento.transport.LoopTimer;
import org.televisit.kurento.transport.MediaLoop;
import org.televisit.kurento.transport.PacketBuffer;
import org.televisit.kurento.transport.PeerTransport;
import org.televisit.kurento.transport.TransportHub;

/**
 * The life of a session's connection: from the first check of the browser to its disappearance,
 * with the timers that notice it. On the media loop only.
 */
final class SessionConnection implements PeerTransport.Events {

  private static final System.Logger LOG = System.getLogger(SessionConnection.class.getName());

  private static final int TICK_MILLIS = 50;
  private static final int REPORT_MILLIS = 500;
  private static final int FEEDBACK_MILLIS = 100;

  private static final long FLOW_MICROS = 2_000_000;

  /** A tick longer: that nothing goes on is told before that nothing came, as Kurento does. */
  private static final long SILENCE_MICROS = FLOW_MICROS + TICK_MILLIS * 1000L;

  private static final long MEDIA_MICROS = 16_000_000;

  /** Between the news that media flow and the news that they are connected. */
  private static final long SETTLED_MICROS = 400_000;

  private final MediaSettings settings;
  private final MediaLoop loop;
  private final SessionEvents events;
  private final PeerTransport transport;
  private final SessionTracks tracks;
  private final Function<InetSocketAddress, String> localCandidateFor;
  private final List<LoopTimer> timers = new ArrayList<>();
  private boolean closed;
  private boolean candidateGiven;
  private boolean secured;
  private long lastAuthentic;
  private long aliveSince;

  /**
   * A connection that is not negotiated yet.
   *
   * @param localCandidateFor our candidate of a pair, by the remote address
   */
  SessionConnection(
      TransportHub hub,
      MediaSettings settings,
      SessionEvents events,
      Function<InetSocketAddress, String> localCandidateFor) {
    this.settings = settings;
    this.loop = hub.loop();
    this.events = events;
    this.transport = hub.peer(this);
    this.tracks = new SessionTracks(transport);
    this.localCandidateFor = localCandidateFor;
  }

  PeerTransport transport() {
    return transport;
  }

  SessionTracks tracks() {
    return tracks;
  }

  boolean isClosed() {
    return closed;
  }

  /** We have described ourselves: the browser's checks may come. */
  void open() {
    if (!closed) {
      transport.open();
      timers.add(loop.every(TICK_MILLIS, this::tick));
      timers.add(loop.every(REPORT_MILLIS, this::report));
      timers.add(loop.every(FEEDBACK_MILLIS, this::congestionFeedback));
    }
  }

  /** Both sides have described themselves. */
  void negotiated(Negotiation negotiation, String cname) {
    if (closed) {
      return;
    }
    tracks.cname(cname);
    negotiation.track("audio").ifPresent(track -> tracks.negotiated(MediaKind.AUDIO, track));
    negotiation.track("video").ifPresent(track -> tracks.negotiated(MediaKind.VIDEO, track));
    transport.secureWith(negotiation.fingerprint(), negotiation.weAreActive());
    prepare();
  }

  /** A picture shall be there when the browser can receive it. */
  private void prepare() {
    tracks.outgoing(MediaKind.VIDEO).prepare(MediaLoop.now());
  }

  /** The browser says that it has a candidate: soon its checks must come. */
  void remoteCandidate() {
    if (!candidateGiven && !closed) {
      candidateGiven = true;
      if (events.ice() == IceState.GATHERING) {
        events.ice(IceState.CONNECTING);
      }
      timers.add(loop.after(settings.iceTimeout().toMillis(), this::expectCheck));
    }
  }

  private void expectCheck() {
    if (transport.lastCheck() == 0) {
      events.ice(IceState.FAILED);
    }
  }

  @Override
  public void selected(InetSocketAddress remote, long priority) {
    boolean first = events.ice() != IceState.READY && events.ice() != IceState.CONNECTED;
    if (first) {
      events.ice(IceState.CONNECTING);
    }
    String host = remote.getAddress().getHostAddress();
    events.pairSelected(
        localCandidateFor.apply(remote),
        "candidate:1 1 UDP " + priority + " " + host + " " + remote.getPort() + " typ host");
    if (first) {
      events.ice(IceState.CONNECTED);
      prepare();
    }
  }

  @Override
  public void securing() {
    events.dtls(DtlsState.NEW);
    events.dtls(DtlsState.CONNECTING);
  }

  @Override
  public void secured() {
    secured = true;
    events.ice(IceState.READY);
    events.connection(LinkState.CONNECTED);
    events.dtls(DtlsState.CONNECTED);
    tracks.secured(MediaLoop.now());
  }

  @Override
  public void handshakeFailed(String reason) {
    LOG.log(INFO, "DTLS handshake failed: {0}", reason);
    events.dtls(DtlsState.FAILED);
  }

  @Override
  public void closedByPeer() {
    secured = false;
    events.dtls(DtlsState.CLOSED);
  }

  @Override
  public void rtp(PacketBuffer packet) {
    long now = MediaLoop.now();
    lastAuthentic = now;
    tracks.rtp(packet, now).ifPresent(kind -> events.flowOut(kind, FlowState.FLOWING));
  }

  @Override
  public void rtcp(PacketBuffer packet) {
    long now = MediaLoop.now();
    lastAuthentic = now;
    tracks.rtcp(packet, now);
  }

  private void tick() {
    long now = MediaLoop.now();
    tracks.tick(now);
    for (MediaKind kind : MediaKind.values()) {
      boolean flowsIn = tracks.outgoing(kind).sentSince(now - FLOW_MICROS);
      events.flowIn(kind, flowsIn ? FlowState.FLOWING : FlowState.NOT_FLOWING);
      if (tracks.lastReceived(kind).filter(at -> now - at > SILENCE_MICROS).isPresent()) {
        events.flowOut(kind, FlowState.NOT_FLOWING);
      }
    }
    checkMedia(now);
    checkConsent(now);
  }

  /** Told behind what flows, as Kurento does: who hears of it finds all kinds flowing. */
  private void checkMedia(long now) {
    if (lastAuthentic == 0) {
      return;
    }
    if (now - lastAuthentic > MEDIA_MICROS) {
      aliveSince = 0;
      events.media(LinkState.DISCONNECTED);
    } else if (aliveSince == 0) {
      aliveSince = now;
    } else if (now - aliveSince >= SETTLED_MICROS) {
      events.media(LinkState.CONNECTED);
    }
  }

  private void checkConsent(long now) {
    if (transport.lastCheck() == 0) {
      return;
    }
    boolean lost = now - transport.lastCheck() > settings.consentTimeout().toNanos() / 1000;
    transport.consentLost(lost);
    if (lost) {
      events.ice(IceState.FAILED);
      events.connection(LinkState.DISCONNECTED);
    } else if (events.ice() == IceState.FAILED) {
      events.ice(secured ? IceState.READY : IceState.CONNECTED);
      events.connection(secured ? LinkState.CONNECTED : LinkState.DISCONNECTED);
    }
  }

  private void congestionFeedback() {
    if (transport.isSecured() && !transport.isGone()) {
      tracks.congestionFeedback();
    }
  }

  private void report() {
    if (transport.isSecured() && !transport.isGone()) {
      tracks.report(MediaLoop.now());
    }
  }

  void close() {
    if (!closed) {
      closed = true;
      timers.forEach(LoopTimer::cancel);
      tracks.close();
      transport.close();
    }
  }
}
