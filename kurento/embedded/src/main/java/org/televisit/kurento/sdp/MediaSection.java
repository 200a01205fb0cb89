package org.televisit.kurento.sdp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One {@code m=} section.
 *
 * @param kind {@code audio}, {@code video}, {@code application}, ...
 * @param port 0 for a section that is rejected
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types, best first
 * @param attributes what stands in {@code a=} lines: flags without values, {@code name:} with them
 * @param byFormat the same of those that belong to one payload type, under {@code name:type}
 * @param maxKilobits kbit/s that its author takes at most ({@code b=}); 0 for no limit
 */
record MediaSection(
    String kind,
    int port,
    String protocol,
    List<String> formats,
    Map<String, List<String>> attributes,
    Map<String, List<String>> byFormat,
    int maxKilobits) {

  private static final Pattern PORT = Pattern.compile("(\\d{1,5})(/\\d{1,5})?");
  private static final Pattern NUMBER = Pattern.compile("\\d{1,3}");
  private static final int PAYLOAD_TYPES = 128;

  /** There are no more payload types; browsers offer some thirty. */
  private static final int MOST_FORMATS = 128;

  private static final Set<String> OF_ONE_FORMAT = Set.of("rtpmap:", "fmtp:", "rtcp-fb:");
  private static final int LARGEST_ONE_BYTE_ID = 14;

  MediaSection {
    formats = List.copyOf(formats);
  }

  /** Reads the line after {@code m=}. */
  static MediaSection parse(String line, List<String> attributes, int maxKilobits)
      throws SdpFormatException {
    List<String> words = List.of(line.trim().split(" +", -1));
    Matcher port = PORT.matcher(words.size() < 4 ? "" : words.get(1));
    if (!port.matches()) {
      throw SdpFormatException.malformed("bad m= line");
    }
    Set<String> formats = new LinkedHashSet<>(words.subList(3, words.size()));
    if (formats.size() > MOST_FORMATS) {
      throw SdpFormatException.malformed("too many formats in an m= line");
    }
    Map<String, List<String>> byName = byName(attributes);
    return new MediaSection(
        words.get(0),
        Integer.parseInt(port.group(1)),
        words.get(2),
        List.copyOf(formats),
        byName,
        byFormat(byName),
        maxKilobits);
  }

  /** Browsers write a hundred and more, which are looked up for each format. */
  private static Map<String, List<String>> byName(List<String> attributes) {
    Map<String, List<String>> found = new HashMap<>();
    for (String attribute : attributes) {
      int value = attribute.indexOf(':') + 1;
      String name = value == 0 ? attribute : attribute.substring(0, value);
      found.computeIfAbsent(name, any -> new ArrayList<>()).add(attribute.substring(value).trim());
    }
    return found;
  }

  /** Each format is looked up several times, and there may be thousands of lines. */
  private static Map<String, List<String>> byFormat(Map<String, List<String>> byName) {
    Map<String, List<String>> found = new HashMap<>();
    for (String name : OF_ONE_FORMAT) {
      for (String value : byName.getOrDefault(name, List.of())) {
        int space = value.indexOf(' ');
        if (space > 0) {
          found
              .computeIfAbsent(name + value.substring(0, space), any -> new ArrayList<>())
              .add(value.substring(space + 1).trim());
        }
      }
    }
    return found;
  }

  /** The values of all {@code a=name:value}. */
  Stream<String> values(String name) {
    return attributes.getOrDefault(name + ":", List.of()).stream();
  }

  Optional<String> value(String name) {
    return values(name).findFirst();
  }

  boolean has(String flag) {
    return attributes.containsKey(flag);
  }

  /** The formats that are payload types of RTP, best first. */
  IntStream payloadTypes() {
    return formats.stream()
        .filter(format -> NUMBER.matcher(format).matches())
        .mapToInt(Integer::parseInt)
        .filter(type -> type < PAYLOAD_TYPES);
  }

  /** What follows the payload type in {@code a=rtpmap:pt ...}, fmtp and rtcp-fb. */
  Stream<String> values(String name, int payloadType) {
    return byFormat.getOrDefault(name + ":" + payloadType, List.of()).stream();
  }

  String mid() {
    return value("mid").orElse("");
  }

  /** Not rejected; with {@code bundle-only} the port is 0 although it is offered (RFC 9143). */
  boolean isOffered() {
    return port != 0 || has("bundle-only");
  }

  boolean isRtp() {
    return protocol.endsWith("RTP/SAVPF") && (kind.equals("audio") || kind.equals("video"));
  }

  Direction direction() {
    for (Direction direction : Direction.values()) {
      if (has(direction.attribute())) {
        return direction;
      }
    }
    return Direction.SENDRECV;
  }

  /** The number of a header extension; 0 if it is not offered or has no one-byte form. */
  int extension(String uri) {
    return values("extmap")
        .filter(value -> value.endsWith(" " + uri))
        .map(value -> value.substring(0, end(value)))
        .filter(number -> NUMBER.matcher(number).matches())
        .mapToInt(Integer::parseInt)
        .filter(number -> number >= 1 && number <= LARGEST_ONE_BYTE_ID)
        .findFirst()
        .orElse(0);
  }

  /** Of the number, behind which a direction may stand. */
  private static int end(String extension) {
    int direction = extension.indexOf('/');
    int space = extension.indexOf(' ');
    return direction >= 0 && direction < space ? direction : space;
  }
}
