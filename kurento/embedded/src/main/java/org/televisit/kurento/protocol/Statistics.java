package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.SessionStatistics;
import org.televisit.kurento.rtp.StreamStatistics;

/** Reports of what an endpoint received and sent, as {@code getStats} answers them. */
final class Statistics {

  private record Key(boolean inbound, int ssrc) {}

  private final ServerContext server;
  private final Map<Key, String> ids = new HashMap<>();

  Statistics(ServerContext server) {
    this.server = server;
  }

  /** The kinds that a call asks for: all if it names no type of media, none for data. */
  static Set<MediaKind> kinds(Arguments arguments) {
    return arguments
        .optionalText("mediaType")
        .map(type -> MediaType.valueOf(type).kind().stream().collect(Collectors.toSet()))
        .orElse(EnumSet.copyOf(Arrays.asList(MediaKind.values())));
  }

  /** A map of statistics by their ids; JSON null where there are none, as Kurento has it. */
  JsonNode report(List<SessionStatistics> streams) {
    if (streams.isEmpty()) {
      return NullNode.instance;
    }
    ObjectNode report = JsonCodec.object();
    streams.forEach(
        stream -> {
          Key key = new Key(stream.inbound(), stream.stream().ssrc());
          String id = ids.computeIfAbsent(key, unknown -> UUID.randomUUID().toString());
          report.set(id, (stream.inbound() ? inbound(stream) : outbound(stream)).put("id", id));
        });
    return report;
  }

  private ObjectNode inbound(SessionStatistics statistics) {
    StreamStatistics stream = statistics.stream();
    return common("RTCInboundRTPStreamStats", stream)
        .put("type", "inboundrtp")
        .put("packetsReceived", stream.packets())
        .put("bytesReceived", stream.octets())
        .put("jitter", stream.jitterSeconds());
  }

  private ObjectNode outbound(SessionStatistics statistics) {
    StreamStatistics stream = statistics.stream();
    return common("RTCOutboundRTPStreamStats", stream)
        .put("type", "outboundrtp")
        .put("packetsSent", stream.packets())
        .put("bytesSent", stream.octets())
        .put("roundTripTime", stream.roundTripSeconds());
  }

  private ObjectNode common(String type, StreamStatistics stream) {
    return server
        .definitions()
        .completeStructure(type)
        .put("timestampMillis", server.clock().millis())
        .put("ssrc", Integer.toUnsignedString(stream.ssrc()))
        .put("packetsLost", stream.lost())
        .put("fractionLost", stream.fractionLost())
        .put("pliCount", stream.feedback().keyFrames())
        .put("nackCount", stream.feedback().nacks())
        .put("remb", stream.feedback().bitrate());
  }
}
