package org.televisit.kurento.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One {@code m=} section.
 *
 * @param kind {@code audio}, {@code video}, {@code application}, ...
 * @param port 0 for a section that is rejected
 * @param protocol such as {@code UDP/TLS/RTP/SAVPF}
 * @param formats payload types, best first
 * @param attributes the values of {@code a=} lines, without {@code a=}
 */
record MediaSection(
    String kind, int port, String protocol, List<String> formats, List<String> attributes) {

  MediaSection {
    formats = List.copyOf(formats);
    attributes = List.copyOf(attributes);
  }

  /** Reads the line after {@code m=}. */
  static MediaSection parse(String line, List<String> attributes) throws SdpFormatException {
    List<String> words = new ArrayList<>(List.of(line.trim().split(" +", -1)));
    if (words.size() < 4 || !words.get(1).matches("\\d{1,5}(/\\d{1,5})?")) {
      throw SdpFormatException.malformed("bad m= line");
    }
    String port = words.get(1).replaceAll("/.*", "");
    return new MediaSection(
        words.get(0),
        Integer.parseInt(port),
        words.get(2),
        words.subList(3, words.size()),
        attributes);
  }

  /** The values of all {@code a=name:value}. */
  Stream<String> values(String name) {
    return attributes.stream()
        .filter(attribute -> attribute.startsWith(name + ":"))
        .map(attribute -> attribute.substring(name.length() + 1).trim());
  }

  Optional<String> value(String name) {
    return values(name).findFirst();
  }

  boolean has(String flag) {
    return attributes.contains(flag);
  }

  /** What follows the payload type in {@code a=name:pt ...}. */
  Stream<String> values(String name, int payloadType) {
    String prefix = payloadType + " ";
    return values(name)
        .filter(value -> value.startsWith(prefix))
        .map(value -> value.substring(prefix.length()).trim());
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
        .map(value -> value.replaceAll("[ /].*", ""))
        .filter(number -> number.matches("\\d{1,2}"))
        .mapToInt(Integer::parseInt)
        .filter(number -> number >= 1 && number <= 14)
        .findFirst()
        .orElse(0);
  }
}
