package org.televisit.media.kurento;

import java.util.function.Consumer;
import org.kurento.client.MediaFlowState;
import org.kurento.client.MediaType;
import org.kurento.client.WebRtcEndpoint;
import org.kurento.client.internal.server.KurentoServerException;
import org.televisit.media.BadOfferException;
import org.televisit.media.EndpointListener;
import org.televisit.media.IceCandidate;
import org.televisit.media.MediaKind;
import org.televisit.media.MediaServer.Endpoint;
import org.televisit.media.MediaUnavailableException;

/** One WebRtcEndpoint. */
final class KurentoEndpoint implements Endpoint {

  /** The server's codes from here to {@link #SDP_ERRORS_END} speak of the session description. */
  private static final int SDP_ERRORS = 40200;

  private static final int SDP_ERRORS_END = 40300;

  private final WebRtcEndpoint endpoint;
  private final Consumer<KurentoEndpoint> closed;

  KurentoEndpoint(WebRtcEndpoint endpoint, Consumer<KurentoEndpoint> closed) {
    this.endpoint = endpoint;
    this.closed = closed;
  }

  static WebRtcEndpoint of(Endpoint endpoint) {
    return ((KurentoEndpoint) endpoint).endpoint;
  }

  /** Subscribes; before the offer, so that no event is missed. */
  void tell(EndpointListener listener) {
    endpoint.addIceCandidateFoundListener(e -> listener.candidate(ours(e.getCandidate())));
    endpoint.addMediaFlowOutStateChangedListener(
        e ->
            kind(e.getMediaType(), listener, e.getState(), Long.parseLong(e.getTimestampMillis())));
  }

  private static void kind(
      MediaType type, EndpointListener listener, MediaFlowState state, long atMillis) {
    if (type == MediaType.DATA) {
      return;
    }
    listener.flowing(
        type == MediaType.AUDIO ? MediaKind.AUDIO : MediaKind.VIDEO,
        state == MediaFlowState.FLOWING,
        atMillis);
  }

  @Override
  public String answer(String offer) {
    try {
      return KurentoCalls.ask("no answer", () -> endpoint.processOffer(offer));
    } catch (MediaUnavailableException e) {
      if (e.getCause() instanceof KurentoServerException s
          && s.getCode() >= SDP_ERRORS
          && s.getCode() < SDP_ERRORS_END) {
        throw new BadOfferException(e);
      }
      throw e;
    }
  }

  @Override
  public void gather() {
    KurentoCalls.tell("no candidates", endpoint::gatherCandidates);
  }

  @Override
  public void add(IceCandidate candidate) {
    KurentoCalls.tell("candidate not taken", () -> endpoint.addIceCandidate(theirs(candidate)));
  }

  @Override
  public void feed(Endpoint sink) {
    KurentoCalls.tell("not connected", () -> endpoint.connect(of(sink)));
  }

  @Override
  public void requestKeyFrame() {
    KurentoCalls.tell("no key frame", endpoint::requestKeyframe);
  }

  @Override
  public void close() {
    KurentoCalls.release(endpoint);
    closed.accept(this);
  }

  private static IceCandidate ours(org.kurento.client.IceCandidate candidate) {
    return new IceCandidate(
        candidate.getCandidate(), candidate.getSdpMid(), candidate.getSdpMLineIndex());
  }

  private static org.kurento.client.IceCandidate theirs(IceCandidate candidate) {
    return new org.kurento.client.IceCandidate(
        candidate.candidate(), candidate.mid(), candidate.line());
  }
}
