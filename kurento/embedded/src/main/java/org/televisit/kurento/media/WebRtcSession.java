package org.televisit.kurento.media;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.rtp.RtpSink;
import org.televisit.kurento.sdp.Direction;
import org.televisit.kurento.sdp.LocalDescription;
import org.televisit.kurento.sdp.Negotiation;
import org.televisit.kurento.sdp.ReceiveLimits;
import org.televisit.kurento.transport.MediaLoop;
import org.televisit.kurento.transport.TransportHub;

/**
 * One WebRTC peer connection with a browser: ICE-lite, DTLS-SRTP, at most one audio and one video
 * track in each direction. It is negotiated once. All methods may be called from any thread and do
 * not block; after {@link #close} they do nothing.
 */
public final class WebRtcSession extends MediaElement implements MediaSource, AutoCloseable {

  private final MediaLoop loop;
  private final LocalCandidates candidates;
  private final SessionEvents events;
  private final SessionConnection connection;
  private final SessionNegotiation negotiation;
  private final Consumer<WebRtcSession> onClose;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile VideoBandwidth bandwidth = VideoBandwidth.DEFAULT;
  private volatile int maxAudioReceive;
  private boolean gatherWanted;
  private boolean gathered;

  WebRtcSession(
      TransportHub hub,
      MediaSettings settings,
      LocalCandidates candidates,
      Executor eventThread,
      WebRtcListener listener,
      Consumer<WebRtcSession> onClose) {
    this.loop = hub.loop();
    this.candidates = candidates;
    this.events = new SessionEvents(eventThread, listener);
    this.connection = new SessionConnection(hub, settings, events, candidates::facing);
    this.negotiation =
        new SessionNegotiation(
            LocalDescription.of(
                connection.transport().credentials(),
                hub.identity().fingerprint(),
                connection.tracks().outgoing(MediaKind.AUDIO).ssrc(),
                connection.tracks().outgoing(MediaKind.VIDEO).ssrc(),
                connection.tracks().outgoing(MediaKind.VIDEO).rtxSsrc()));
    this.onClose = onClose;
  }

  /**
   * Answers a browser's offer.
   *
   * @return the SDP answer, without candidates: they come as {@link WebRtcListener#candidateFound}
   * @throws SdpException if the offer cannot be used
   */
  public String processOffer(String sdp) throws SdpException {
    requireOpen();
    Negotiation agreed = negotiation.offer(sdp);
    loop.execute(connection::open);
    agreed(agreed);
    return describe(List.of());
  }

  /**
   * Makes an offer of one audio and one video section.
   *
   * @param receive the kinds that the browser may send; the others are {@code sendonly}
   * @throws SdpException if the session is negotiated already
   */
  public String generateOffer(Set<MediaKind> receive) throws SdpException {
    requireOpen();
    negotiation.propose(receive);
    loop.execute(connection::open);
    gatherIfWanted();
    return describe(List.of());
  }

  /**
   * Takes the browser's answer to {@link #generateOffer}.
   *
   * @return our description as it now holds
   */
  public String processAnswer(String sdp) throws SdpException {
    requireOpen();
    agreed(negotiation.answer(sdp));
    return describe(List.of());
  }

  private void requireOpen() throws SdpException {
    if (closed.get()) {
      throw new SdpException(SdpException.Reason.CLOSED, "the session is closed");
    }
  }

  private void agreed(Negotiation agreed) {
    loop.execute(() -> connection.negotiated(agreed, negotiation.cname()));
    gatherIfWanted();
  }

  private String describe(List<String> withCandidates) {
    return negotiation.localSdp(limits(), withCandidates).orElse("");
  }

  private ReceiveLimits limits() {
    return new ReceiveLimits(maxAudioReceive, bandwidth.maxRecv());
  }

  /** Our description, with the candidates once they are gathered; empty before there is one. */
  public Optional<String> localSdp() {
    List<String> known;
    synchronized (this) {
      known = gathered ? candidates.lines() : List.of();
    }
    return negotiation.localSdp(limits(), known);
  }

  /** The browser's description, with the candidates that it has sent since. */
  public Optional<String> remoteSdp() {
    return negotiation.remoteSdp();
  }

  /**
   * Announces the candidates, by events; before there is a description, as soon as there is one.
   * Does nothing the second time.
   */
  public void gatherCandidates() {
    synchronized (this) {
      gatherWanted = true;
    }
    gatherIfWanted();
  }

  private void gatherIfWanted() {
    List<LocalCandidate> found = negotiation.announce(candidates.lines());
    synchronized (this) {
      if (!gatherWanted || gathered || found.isEmpty() || closed.get()) {
        return;
      }
      gathered = true;
    }
    loop.execute(
        () -> {
          events.ice(IceState.GATHERING);
          events.rtcpComponentGathering();
          found.forEach(events::candidateFound);
          events.gatheringDone();
        });
  }

  /**
   * Takes a candidate of the browser. Being ICE-lite we never check them; any text is accepted.
   *
   * @return false if the session is negotiated and has no such media section
   */
  public boolean addIceCandidate(String candidate, String mid, int mLineIndex) {
    boolean known = negotiation.remoteCandidate(candidate, mLineIndex);
    if (known && !candidate.isEmpty()) {
      loop.execute(connection::remoteCandidate);
    }
    return known;
  }

  /** Limits of the video bit rate, both directions; takes effect at once. */
  public void setBandwidth(VideoBandwidth limits) {
    bandwidth = limits;
    loop.execute(() -> connection.tracks().bandwidth(limits));
  }

  public VideoBandwidth bandwidth() {
    return bandwidth;
  }

  /**
   * Most kbit/s of sound that the browser is asked to send, in our description; 0 for no limit. To
   * be set before the negotiation.
   */
  public void setMaxAudioReceive(int kilobits) {
    maxAudioReceive = kilobits;
  }

  public int maxAudioReceive() {
    return maxAudioReceive;
  }

  /** Media only comes from the browser, whatever is offered; before the negotiation. */
  public void receiveOnly() {
    negotiation.allow(Direction.RECVONLY);
  }

  /** Media only goes to the browser, whatever is offered; before the negotiation. */
  public void sendOnly() {
    negotiation.allow(Direction.SENDONLY);
  }

  /** Asks this browser for a video key frame, at most one in 300 ms; later ones are not lost. */
  public void requestKeyframe() {
    loop.execute(
        () -> connection.tracks().incoming(MediaKind.VIDEO).requestKeyFrame(MediaLoop.now()));
  }

  public IceState iceState() {
    return events.ice();
  }

  public DtlsState dtlsState() {
    return events.dtls();
  }

  public LinkState connectionState() {
    return events.connection();
  }

  public LinkState mediaState() {
    return events.media();
  }

  /** Whether media of a kind comes from the browser. */
  public FlowState mediaFlowOut(MediaKind kind) {
    return events.flowOut(kind);
  }

  /** Whether media of a kind goes to the browser. */
  public FlowState mediaFlowIn(MediaKind kind) {
    return events.flowIn(kind);
  }

  /** What is known of the streams of some kinds; those that no packet passed on are left out. */
  public CompletableFuture<List<SessionStatistics>> statistics(Set<MediaKind> kinds) {
    return CompletableFuture.supplyAsync(() -> connection.tracks().statistics(kinds), loop)
        .completeOnTimeout(List.of(), 1, TimeUnit.SECONDS); // the loop drops tasks once closed
  }

  @Override
  public void connect(MediaSink sink, MediaKind kind) {
    loop.execute(
        () -> {
          if (sink instanceof MediaElement element && !connection.isClosed()) {
            element.input(kind).ifPresent(connection.tracks().incoming(kind)::attach);
            if (sink instanceof WebRtcSession viewer) {
              viewer.connection.tracks().outgoing(kind).prepare(MediaLoop.now());
            }
          }
        });
  }

  @Override
  public void disconnect(MediaSink sink, MediaKind kind) {
    loop.execute(
        () -> {
          if (sink instanceof MediaElement element) {
            element.input(kind).ifPresent(connection.tracks().incoming(kind)::detach);
          }
        });
  }

  @Override
  Optional<RtpSink> input(MediaKind kind) {
    @Nullable RtpSink track = connection.tracks().outgoing(kind);
    return connection.isClosed() ? Optional.empty() : Optional.ofNullable(track);
  }

  /** Ends the session, tells the browser, disconnects everything; no more events follow. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      events.close();
      loop.execute(connection::close);
      onClose.accept(this);
    }
  }
}
