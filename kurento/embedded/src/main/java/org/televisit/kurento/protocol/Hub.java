package org.televisit.kurento.protocol;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Chooses for each of its ports the port whose media comes out of it. */
abstract class Hub extends MediaObject {

  private final Map<HubPort, HubPort> sources = new LinkedHashMap<>();

  Hub(ServerContext server, Identity identity) {
    super(server, identity);
    on("getGstreamerDot", arguments -> Drawing.of(this));
    on("dumpGstreamerDot", arguments -> null);
  }

  final List<HubPort> ports() {
    return children().stream().map(HubPort.class::cast).toList();
  }

  final Optional<HubPort> sourceOf(HubPort sink) {
    return Optional.ofNullable(sources.get(sink));
  }

  final List<HubPort> sinksOf(HubPort source) {
    return sources.entrySet().stream()
        .filter(entry -> entry.getValue() == source)
        .map(Map.Entry::getKey)
        .toList();
  }

  final void route(HubPort source, HubPort sink) {
    if (sources.put(sink, source) != source) {
      sink.sourceChanged();
    }
  }

  final void unroute(HubPort sink) {
    if (sources.remove(sink) != null) {
      sink.sourceChanged();
    }
  }

  /** A port is gone. */
  void forget(HubPort port) {
    sources.remove(port);
    sinksOf(port).forEach(this::unroute);
  }

  /**
   * A port of this hub.
   *
   * @throws RpcException 40004 if it is one of another
   */
  final HubPort port(Arguments arguments, String name) {
    HubPort port = arguments.object(name, HubPort.class);
    if (port.parent() != this) {
      throw RpcException.of(ErrorCode.CONNECT_ERROR, "'" + name + "' is a port of another hub");
    }
    return port;
  }
}
