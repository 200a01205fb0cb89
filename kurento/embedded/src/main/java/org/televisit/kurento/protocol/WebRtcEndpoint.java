package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.IntConsumer;
import java.util.function.IntSupplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.media.FlowState;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;
import org.televisit.kurento.media.SdpException;
import org.televisit.kurento.media.VideoBandwidth;
import org.televisit.kurento.media.WebRtcSession;

/** A browser's peer connection. */
final class WebRtcEndpoint extends MediaElement {

  private final WebRtcSession session;
  private final WebRtcEvents events;
  private final Statistics statistics;
  private boolean offered;

  WebRtcEndpoint(ServerContext server, Identity identity, Arguments arguments) {
    super(server, identity);
    if (arguments.flag("useDataChannels")) {
      throw unsupported("'useDataChannels'");
    }
    events = new WebRtcEvents(this);
    statistics = new Statistics(server);
    boolean receivesOnly = arguments.flag("recvonly");
    boolean sendsOnly = arguments.flag("sendonly");
    if (receivesOnly && sendsOnly) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
          "'recvonly' and 'sendonly' exclude each other");
    }
    session = Limits.within(() -> server.engine().webRtc(events));
    if (receivesOnly) {
      session.receiveOnly();
    } else if (sendsOnly) {
      session.sendOnly();
    }
    bindNegotiation();
    bindCandidates();
    bindStates();
    bindBandwidth();
    bindKept();
    bindFixed();
  }

  private void bindNegotiation() {
    on("processOffer", arguments -> processOffer(arguments.text("offer")));
    on("generateOffer", this::generateOffer);
    on("processAnswer", arguments -> processAnswer(arguments.text("answer")));
    on(
        "getLocalSessionDescriptor",
        arguments ->
            session
                .localSdp()
                .orElseThrow(
                    () ->
                        RpcException.of(
                            ErrorCode.SDP_END_POINT_NO_LOCAL_SDP_ERROR, "No local SDP yet")));
    on(
        "getRemoteSessionDescriptor",
        arguments ->
            session
                .remoteSdp()
                .orElseThrow(
                    () ->
                        RpcException.of(
                            ErrorCode.SDP_END_POINT_NO_REMOTE_SDP_ERROR, "No remote SDP yet")));
  }

  private String processOffer(String offer) {
    if (offer.isEmpty()) {
      throw RpcException.of(ErrorCode.SDP_PARSE_ERROR, "Empty offer not valid");
    }
    try {
      String answer = session.processOffer(offer);
      raise("MediaSessionStarted", JsonCodec.object());
      return answer;
    } catch (SdpException refused) {
      throw SdpErrors.of(refused, ErrorCode.SDP_END_POINT_PROCESS_OFFER_ERROR);
    }
  }

  private String generateOffer(Arguments arguments) {
    JsonNode options = arguments.optionalStructure("options").orElse(JsonCodec.object());
    Set<MediaKind> receive = EnumSet.noneOf(MediaKind.class);
    if (options.path("offerToReceiveAudio").asBoolean(true)) {
      receive.add(MediaKind.AUDIO);
    }
    if (options.path("offerToReceiveVideo").asBoolean(true)) {
      receive.add(MediaKind.VIDEO);
    }
    try {
      String offer = session.generateOffer(receive);
      offered = true;
      return offer;
    } catch (SdpException refused) {
      throw SdpErrors.of(refused, ErrorCode.SDP_END_POINT_PROCESS_OFFER_ERROR);
    }
  }

  private String processAnswer(String answer) {
    try {
      String local = session.processAnswer(answer);
      raise("MediaSessionStarted", JsonCodec.object());
      return local;
    } catch (SdpException refused) {
      if (offered && refused.reason() == SdpException.Reason.ALREADY_NEGOTIATED) {
        throw RpcException.of(
            ErrorCode.SDP_END_POINT_ANSWER_ALREADY_PROCCESED, "Answer already processed");
      }
      throw SdpErrors.of(refused, ErrorCode.SDP_END_POINT_PROCESS_ANSWER_ERROR);
    }
  }

  private void bindCandidates() {
    on(
        "gatherCandidates",
        arguments -> {
          session.gatherCandidates();
          return null;
        });
    on(
        "addIceCandidate",
        arguments -> {
          JsonNode given = arguments.structure("candidate");
          boolean taken =
              session.addIceCandidate(
                  given.path("candidate").asText(),
                  given.path("sdpMid").asText(),
                  given.path("sdpMLineIndex").asInt());
          if (!taken) {
            throw RpcException.of(ErrorCode.ICE_ADD_CANDIDATE_ERROR, "Error adding candidate");
          }
          return null;
        });
  }

  private void bindStates() {
    on("getMediaState", arguments -> session.mediaState());
    on("getConnectionState", arguments -> session.connectionState());
    on("getICECandidatePairs", arguments -> events.candidatePairs());
    on("getIceConnectionState", arguments -> events.iceConnections());
    on("getDtlsConnectionState", arguments -> events.dtlsConnections());
    on("requestKeyframe", arguments -> requestKeyframe());
    on("getStats", this::statistics);
  }

  private CompletionStage<JsonNode> statistics(Arguments arguments) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    var unused =
        session
            .statistics(Statistics.kinds(arguments))
            .thenAccept(
                streams ->
                    server().loop().execute(() -> answer.complete(statistics.report(streams))));
    return answer;
  }

  /** Kurento asks whoever feeds the endpoint, and only for a negotiated one. */
  private @Nullable Object requestKeyframe() {
    Optional<WebRtcSession> publisher =
        feeder(MediaKind.VIDEO)
            .filter(WebRtcSession.class::isInstance)
            .map(WebRtcSession.class::cast);
    if (publisher.isEmpty() || session.remoteSdp().isEmpty()) {
      throw RpcException.of(
          ErrorCode.MEDIA_OBJECT_OPERATION_NOT_SUPPORTED,
          "A key frame can be requested where video is received, after the negotiation");
    }
    publisher.get().requestKeyframe();
    return null;
  }

  private void bindBandwidth() {
    bandwidth("minVideoSendBandwidth", VideoBandwidth::minSend, VideoBandwidth::withMinSend);
    bandwidth("maxVideoSendBandwidth", VideoBandwidth::maxSend, VideoBandwidth::withMaxSend);
    bandwidth("minVideoRecvBandwidth", VideoBandwidth::minRecv, VideoBandwidth::withMinRecv);
    bandwidth("maxVideoRecvBandwidth", VideoBandwidth::maxRecv, VideoBandwidth::withMaxRecv);
    bandwidth("maxAudioRecvBandwidth", session::maxAudioReceive, session::setMaxAudioReceive);
  }

  private void bandwidth(
      String property,
      ToIntFunction<VideoBandwidth> read,
      BiFunction<VideoBandwidth, Integer, VideoBandwidth> change) {
    bandwidth(
        property,
        () -> read.applyAsInt(session.bandwidth()),
        kilobits -> session.setBandwidth(change.apply(session.bandwidth(), kilobits)));
  }

  private void bandwidth(String property, IntSupplier read, IntConsumer change) {
    String suffix = OperationDefinition.capitalized(property);
    on("get" + suffix, arguments -> read.getAsInt());
    on(
        "set" + suffix,
        arguments -> {
          int kilobits = arguments.integer(property);
          if (kilobits < 0) {
            throw RpcException.of(
                ErrorCode.MEDIA_OBJECT_ILLEGAL_PARAM_ERROR,
                "'" + property + "' should not be negative");
          }
          change.accept(kilobits);
          return null;
        });
  }

  /** Nothing is lost without them: settings of full ICE, and of what the browsers do here. */
  private void bindKept() {
    keep("mtu", 1200);
    keep("stunServerAddress", "");
    keep("stunServerPort", 3478);
    keep("turnUrl", "");
    keep("rembParams", server().definitions().completeStructure("RembParams"));
  }

  /** Who sets these believes that media takes another way than it does. */
  private void bindFixed() {
    String settings =
        "one UDP port serves all endpoints, its addresses are a setting of the server";
    fix("networkInterfaces", "", settings);
    fix("externalIPv4", "", settings);
    fix("externalIPv6", "", settings);
    fix("iceTcp", false, "there are no candidates for TCP");
  }

  private static RpcException unsupported(String what) {
    return RpcException.of(
        ErrorCode.NOT_IMPLEMENTED, what + " is not supported by this media server");
  }

  @Override
  Optional<MediaSource> output(MediaKind kind) {
    return Optional.of(session);
  }

  @Override
  Optional<MediaSink> input() {
    return Optional.of(session);
  }

  @Override
  FlowState flowIn(MediaKind kind) {
    return session.mediaFlowIn(kind);
  }

  @Override
  FlowState flowOut(MediaKind kind) {
    return session.mediaFlowOut(kind);
  }

  @Override
  void close() {
    super.close();
    session.close();
  }
}
