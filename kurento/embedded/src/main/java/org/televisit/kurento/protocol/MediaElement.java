package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.televisit.kurento.media.FlowState;
import org.televisit.kurento.media.MediaKind;
import org.televisit.kurento.media.MediaSink;
import org.televisit.kurento.media.MediaSource;

/**
 * A node of the media graph. It has at most one source per type of media and any number of sinks.
 */
abstract class MediaElement extends MediaObject {

  private static final String DEFAULT_PAD = "default";

  /** In bit/s. The definitions say it in words only. */
  private static final int DEFAULT_ENCODER_BITRATE = 300_000;

  private final Map<MediaType, MediaElement> sources = new EnumMap<>(MediaType.class);
  private final Map<MediaType, Set<MediaElement>> sinks = new EnumMap<>(MediaType.class);
  private final Map<MediaKind, MediaSource> fed = new EnumMap<>(MediaKind.class);

  MediaElement(ServerContext server, Identity identity) {
    super(server, identity);
    on("connect", arguments -> connect(arguments));
    on("disconnect", arguments -> disconnect(arguments));
    on("getSourceConnections", arguments -> connections(arguments, true));
    on("getSinkConnections", arguments -> connections(arguments, false));
    on("isMediaFlowingIn", arguments -> flowing(arguments, this::flowIn));
    on("isMediaFlowingOut", arguments -> flowing(arguments, this::flowOut));
    on("isMediaTranscoding", arguments -> false);
    on("getStats", arguments -> null);
    on("getGstreamerDot", arguments -> Drawing.of(this));
    on("dumpGstreamerDot", arguments -> null);
    // Settings of an encoder: nothing is encoded here.
    keep("encoderBitrate", DEFAULT_ENCODER_BITRATE);
    keep("minEncoderBitrate", 0);
    keep("maxEncoderBitrate", 0);
  }

  /** Where media of a kind comes from if a sink asks this element. */
  abstract Optional<MediaSource> output(MediaKind kind);

  /** Where media goes that is sent to this element; empty if it only passes it on. */
  abstract Optional<MediaSink> input();

  FlowState flowIn(MediaKind kind) {
    return FlowState.NOT_FLOWING;
  }

  FlowState flowOut(MediaKind kind) {
    return FlowState.NOT_FLOWING;
  }

  final Optional<MediaElement> source(MediaType type) {
    return Optional.ofNullable(sources.get(type));
  }

  /** What feeds this element with media of a kind at the moment. */
  final Optional<MediaSource> feeder(MediaKind kind) {
    return Optional.ofNullable(fed.get(kind));
  }

  private @Nullable Object connect(Arguments arguments) {
    MediaElement sink = arguments.object("sink", MediaElement.class);
    if (!sink.pipeline().equals(pipeline())) {
      throw RpcException.of(ErrorCode.CONNECT_ERROR, "Media elements do not share pipeline");
    }
    types(arguments).forEach(type -> link(sink, type));
    return null;
  }

  private @Nullable Object disconnect(Arguments arguments) {
    MediaElement sink = arguments.object("sink", MediaElement.class);
    types(arguments).forEach(type -> unlink(sink, type));
    return null;
  }

  private void link(MediaElement sink, MediaType type) {
    MediaElement former = sink.sources.get(type);
    if (former == this) {
      return;
    }
    if (former != null) {
      former.unlink(sink, type);
    }
    sink.sources.put(type, this);
    sinks.computeIfAbsent(type, each -> new LinkedHashSet<>()).add(sink);
    type.kind().ifPresent(kind -> refresh(sink, kind));
    raise("ElementConnected", link(sink, type.name()));
  }

  private void unlink(MediaElement sink, MediaType type) {
    if (!sink.sources.remove(type, this)) {
      return;
    }
    sinks.getOrDefault(type, new HashSet<>()).remove(sink);
    type.kind().ifPresent(kind -> refresh(sink, kind));
    raise("ElementDisconnected", link(sink, type.name()));
  }

  /** Feeds an element, and what it passes media on to, from where its media now comes. */
  private static void refresh(MediaElement start, MediaKind kind) {
    Set<MediaElement> seen = new HashSet<>();
    Deque<MediaElement> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      MediaElement element = next.pop();
      if (!seen.add(element)) {
        continue;
      }
      Optional<MediaSink> input = element.input();
      if (input.isPresent()) {
        element.feed(kind, input.get());
      } else {
        next.addAll(element.below(MediaType.of(kind)));
      }
    }
  }

  private void feed(MediaKind kind, MediaSink input) {
    Optional<MediaSource> now = source(MediaType.of(kind)).flatMap(element -> element.output(kind));
    MediaSource before = fed.get(kind);
    if (before != null && !now.equals(Optional.of(before))) {
      before.disconnect(input, kind);
      fed.remove(kind);
    }
    now.filter(source -> source != before)
        .ifPresent(
            source -> {
              source.connect(input, kind);
              fed.put(kind, source);
            });
  }

  /** What is fed by what feeds this element, if it only passes media on. */
  List<MediaElement> below(MediaType type) {
    return sinks(type);
  }

  /** Another source feeds what takes media from this element. */
  final void refreshSinks() {
    for (MediaKind kind : MediaKind.values()) {
      sinks(MediaType.of(kind)).forEach(sink -> refresh(sink, kind));
    }
  }

  /** What feeds this element has come to its end. */
  void sourceEnded() {}

  /** Its media has come to its end: tells all that is fed by it. */
  final void ended() {
    Set<MediaElement> fed = new LinkedHashSet<>();
    for (MediaKind kind : MediaKind.values()) {
      MediaType type = MediaType.of(kind);
      Deque<MediaElement> next = new ArrayDeque<>(sinks(type));
      Set<MediaElement> seen = new HashSet<>();
      while (!next.isEmpty()) {
        MediaElement element = next.pop();
        if (seen.add(element)) {
          fed.add(element);
          if (element.input().isEmpty()) {
            next.addAll(element.below(type));
          }
        }
      }
    }
    fed.forEach(MediaElement::sourceEnded);
  }

  /** What takes media of a type from this element. */
  final List<MediaElement> sinks(MediaType type) {
    return List.copyOf(sinks.getOrDefault(type, Set.of()));
  }

  @Override
  void close() {
    for (MediaType type : MediaType.values()) {
      source(type).ifPresent(source -> source.unlink(this, type));
      new ArrayList<>(sinks.getOrDefault(type, Set.of())).forEach(sink -> unlink(sink, type));
    }
  }

  private List<ObjectNode> connections(Arguments arguments, boolean incoming) {
    Map<MediaType, List<MediaElement>> others = new LinkedHashMap<>();
    types(arguments).stream()
        .sorted(Comparator.comparing(MediaType::name))
        .forEach(
            type ->
                others.put(
                    type,
                    incoming
                        ? source(type).stream().toList()
                        : List.copyOf(sinks.getOrDefault(type, Set.of()))));
    List<ObjectNode> list = new ArrayList<>();
    others.forEach(
        (type, elements) ->
            elements.forEach(
                other -> list.add(incoming ? other.data(this, type) : data(other, type))));
    return list;
  }

  private ObjectNode data(MediaElement sink, MediaType type) {
    return server()
        .definitions()
        .structure("ElementConnectionData")
        .put("source", id())
        .put("sink", sink.id())
        .put("type", type.name())
        .put("sourceDescription", DEFAULT_PAD)
        .put("sinkDescription", DEFAULT_PAD);
  }

  private static ObjectNode link(MediaElement sink, String type) {
    return JsonCodec.object()
        .put("sink", sink.id())
        .put("mediaType", type)
        .put("sourceMediaDescription", DEFAULT_PAD)
        .put("sinkMediaDescription", DEFAULT_PAD);
  }

  private static boolean flowing(
      Arguments arguments, java.util.function.Function<MediaKind, FlowState> state) {
    return MediaType.valueOf(arguments.text("mediaType"))
        .kind()
        .map(kind -> state.apply(kind) == FlowState.FLOWING)
        .orElse(false);
  }

  private static List<MediaType> types(Arguments arguments) {
    for (String pad : List.of("sourceMediaDescription", "sinkMediaDescription", "description")) {
      if (!arguments.optionalText(pad).orElse(DEFAULT_PAD).equals(DEFAULT_PAD)) {
        throw RpcException.of(
            ErrorCode.NOT_IMPLEMENTED, "'" + pad + "' other than 'default' is not supported");
      }
    }
    return arguments
        .optionalText("mediaType")
        .map(type -> List.of(MediaType.valueOf(type)))
        .orElse(List.of(MediaType.values()));
  }
}
