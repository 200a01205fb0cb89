package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.televisit.kurento.media.DtlsState;
import org.televisit.kurento.media.FlowState;
import org.televisit.kurento.media.IceState;
import org.televisit.kurento.media.LinkState;
import org.televisit.kurento.media.LocalCandidate;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.WebRtcListener;

/**
 * Turns what happens to a session into the events of its endpoint, on the control loop, and keeps
 * what was reported last. There is one stream, and RTCP is muxed, as in a BUNDLE of Kurento's.
 */
final class WebRtcEvents implements WebRtcListener {

  private static final String STREAM = "1";
  private static final String ENCRYPTION = "[bundle/dtlssrtpenc]";
  private static final String DECRYPTION = "[bundle/dtlssrtpdec]";
  private static final String CONNECTION_ID = "dtlssrtpenc1-dtlssrtpdec1-1-1";

  private final MediaElement endpoint;
  private final Map<Integer, IceState> iceStates = new TreeMap<>();
  private final List<ObjectNode> pairs = new ArrayList<>();
  private final Set<MediaKind> transcodingReported = EnumSet.noneOf(MediaKind.class);
  private DtlsState dtlsState = DtlsState.NEW;
  private boolean dtlsStarted;

  WebRtcEvents(MediaElement endpoint) {
    this.endpoint = endpoint;
  }

  private void later(Runnable event) {
    endpoint.server().loop().execute(event);
  }

  private ObjectNode structure(String type) {
    return endpoint.server().definitions().structure(type);
  }

  @Override
  public void iceState(int component, IceState state) {
    later(
        () -> {
          iceStates.put(component, state);
          endpoint.raise(
              "IceComponentStateChanged",
              JsonCodec.object()
                  .put("streamId", 1)
                  .put("componentId", component)
                  .put("state", state.name()));
        });
  }

  @Override
  public void candidateFound(LocalCandidate candidate) {
    later(
        () -> {
          ObjectNode data = JsonCodec.object();
          data.set(
              "candidate",
              structure("IceCandidate")
                  .put("candidate", candidate.candidate())
                  .put("sdpMid", candidate.mid())
                  .put("sdpMLineIndex", candidate.mLineIndex()));
          endpoint.raise("IceCandidateFound", data);
        });
  }

  @Override
  public void gatheringDone() {
    later(() -> endpoint.raise("IceGatheringDone", JsonCodec.object()));
  }

  @Override
  public void candidatePairSelected(String local, String remote) {
    later(
        () -> {
          ObjectNode pair =
              structure("IceCandidatePair")
                  .put("streamId", STREAM)
                  .put("componentId", 1)
                  .put("localCandidate", local)
                  .put("remoteCandidate", remote);
          pairs.clear();
          pairs.add(pair);
          ObjectNode data = JsonCodec.object();
          data.set("candidatePair", pair);
          endpoint.raise("NewCandidatePairSelected", data);
        });
  }

  @Override
  public void dtlsState(DtlsState state) {
    later(
        () -> {
          dtlsState = state;
          dtlsStarted = true;
          sides(state)
              .forEach(
                  side ->
                      endpoint.raise(
                          "DtlsConnectionStateChange", dtls(JsonCodec.object(), side, state)));
        });
  }

  /** Which side of the bundle reports a state, in Kurento's order. */
  private static List<String> sides(DtlsState state) {
    return switch (state) {
      case NEW -> List.of(ENCRYPTION);
      case CONNECTED -> List.of(ENCRYPTION, DECRYPTION);
      case CONNECTING, CLOSED, FAILED -> List.of(DECRYPTION, ENCRYPTION);
    };
  }

  private static ObjectNode dtls(ObjectNode data, String side, DtlsState state) {
    return data.put("streamId", STREAM)
        .put("componentId", side)
        .put("connectionId", CONNECTION_ID)
        .put("state", state.name());
  }

  @Override
  public void connectionState(LinkState from, LinkState to) {
    later(() -> endpoint.raise("ConnectionStateChanged", change(from, to)));
  }

  @Override
  public void mediaState(LinkState from, LinkState to) {
    later(() -> endpoint.raise("MediaStateChanged", change(from, to)));
  }

  private static ObjectNode change(LinkState from, LinkState to) {
    return JsonCodec.object().put("oldState", from.name()).put("newState", to.name());
  }

  @Override
  public void mediaFlowOut(MediaKind kind, FlowState state) {
    later(
        () -> {
          endpoint.raise("MediaFlowOutStateChanged", flow(kind, state));
          if (state == FlowState.FLOWING && transcodingReported.add(kind)) {
            endpoint.raise(
                "MediaTranscodingStateChanged",
                JsonCodec.object()
                    .put("binName", "default")
                    .put("mediaType", kind.name())
                    .put("state", "NOT_TRANSCODING"));
          }
        });
  }

  @Override
  public void mediaFlowIn(MediaKind kind, FlowState state) {
    later(() -> endpoint.raise("MediaFlowInStateChanged", flow(kind, state)));
  }

  static ObjectNode flow(MediaKind kind, FlowState state) {
    return JsonCodec.object()
        .put("mediaType", kind.name())
        .put("padName", "default")
        .put("state", state.name());
  }

  List<ObjectNode> candidatePairs() {
    return pairs;
  }

  List<ObjectNode> iceConnections() {
    List<ObjectNode> connections = new ArrayList<>();
    iceStates.forEach(
        (component, state) ->
            connections.add(
                structure("IceConnection")
                    .put("streamId", STREAM)
                    .put("componentId", component)
                    .put("state", state.name())));
    return connections;
  }

  List<ObjectNode> dtlsConnections() {
    if (!dtlsStarted) {
      return List.of();
    }
    return List.of(DECRYPTION, ENCRYPTION).stream()
        .map(side -> dtls(structure("DtlsConnection"), side, dtlsState))
        .toList();
  }
}
