package org.televisit.kurento.media;

import java.util.Optional;

/**
 * One WebRTC peer connection with a browser: ICE-lite, DTLS-SRTP, at most one audio and one video
 * track in each direction. It is negotiated once. All methods may be called from any thread and do
 * not block; after {@link #close} they do nothing.
 */
public final class WebRtcSession implements MediaSource, MediaSink, AutoCloseable {

  WebRtcSession() {}

  /**
   * Answers a browser's offer.
   *
   * @return the SDP answer, without candidates: they come as {@link WebRtcListener#candidateFound}
   * @throws SdpException if the offer cannot be used
   */
  public String processOffer(String sdp) throws SdpException {
    throw new UnsupportedOperationException();
  }

  /**
   * Makes an offer of one audio and one video section, both {@code sendrecv}.
   *
   * @throws SdpException if the session is negotiated already
   */
  public String generateOffer() throws SdpException {
    throw new UnsupportedOperationException();
  }

  /**
   * Takes the browser's answer to {@link #generateOffer}.
   *
   * @return our description as it now holds
   */
  public String processAnswer(String sdp) throws SdpException {
    throw new UnsupportedOperationException();
  }

  /** Our description, with the candidates once they are gathered; empty before there is one. */
  public Optional<String> localSdp() {
    return Optional.empty();
  }

  /** The browser's description, with the candidates that it has sent since. */
  public Optional<String> remoteSdp() {
    return Optional.empty();
  }

  /** Announces the candidates, by events. Does nothing the second time. */
  public void gatherCandidates() {}

  /**
   * Takes a candidate of the browser. Being ICE-lite we never check them; any text is accepted.
   *
   * @return false if the session is negotiated and has no such media section
   */
  public boolean addIceCandidate(String candidate, String mid, int mLineIndex) {
    return true;
  }

  /** Limits of the video bit rate, both directions; takes effect at once. */
  public void setBandwidth(VideoBandwidth bandwidth) {}

  public VideoBandwidth bandwidth() {
    return VideoBandwidth.DEFAULT;
  }

  /** Asks the browser for a video key frame, at most one in 300 ms; later ones are not lost. */
  public void requestKeyframe() {}

  public IceState iceState() {
    return IceState.DISCONNECTED;
  }

  public DtlsState dtlsState() {
    return DtlsState.NEW;
  }

  public LinkState connectionState() {
    return LinkState.DISCONNECTED;
  }

  public LinkState mediaState() {
    return LinkState.DISCONNECTED;
  }

  /** Whether media of a kind comes from the browser. */
  public FlowState mediaFlowOut(MediaKind kind) {
    return FlowState.NOT_FLOWING;
  }

  /** Whether media of a kind goes to the browser. */
  public FlowState mediaFlowIn(MediaKind kind) {
    return FlowState.NOT_FLOWING;
  }

  /** Whether a sink gets media of a kind from this session. */
  public boolean isConnectedTo(MediaSink sink, MediaKind kind) {
    return false;
  }

  @Override
  public void connect(MediaSink sink, MediaKind kind) {}

  @Override
  public void disconnect(MediaSink sink, MediaKind kind) {}

  /** Ends the session, tells the browser, disconnects everything; no more events follow. */
  @Override
  public void close() {}
}
