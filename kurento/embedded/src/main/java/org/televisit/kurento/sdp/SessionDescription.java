package org.televisit.kurento.sdp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.televisit.kurento.transport.Fingerprint;

/**
 * A peer's description, as far as a WebRTC session is made of it.
 *
 * @param attributes of the session, without {@code a=}
 * @param sections the media sections in order
 */
public record SessionDescription(List<String> attributes, List<MediaSection> sections) {

  private static final int LARGEST = 256 * 1024;
  private static final int MOST_SECTIONS = 64;

  public SessionDescription {
    attributes = List.copyOf(attributes);
    sections = List.copyOf(sections);
  }

  /**
   * Reads a description; lines may end in LF alone.
   *
   * @throws SdpFormatException if it is not SDP, or too large
   */
  public static SessionDescription parse(String text) throws SdpFormatException {
    if (text.length() > LARGEST) {
      throw SdpFormatException.malformed("SDP is too large");
    }
    List<String> lines = text.lines().map(String::stripTrailing).toList();
    if (lines.isEmpty() || !lines.get(0).equals("v=0")) {
      throw SdpFormatException.malformed("SDP does not begin with v=0");
    }
    List<String> session = new ArrayList<>();
    List<MediaSection> sections = new ArrayList<>();
    List<String> current = session;
    Bandwidth bandwidth = new Bandwidth();
    String mLine = "";
    for (String line : lines) {
      check(line);
      if (line.startsWith("m=")) {
        close(mLine, current, bandwidth, sections);
        mLine = line.substring(2);
        current = new ArrayList<>();
        bandwidth = new Bandwidth();
      } else if (line.startsWith("b=")) {
        bandwidth.read(line.substring(2));
      } else if (line.startsWith("a=")) {
        current.add(line.substring(2));
      }
    }
    close(mLine, current, bandwidth, sections);
    return new SessionDescription(session, sections);
  }

  private static void check(String line) throws SdpFormatException {
    if (!line.isEmpty() && (line.length() < 2 || line.charAt(1) != '=')) {
      throw SdpFormatException.malformed("a line of SDP is not type=value");
    }
  }

  private static void close(
      String mLine, List<String> attributes, Bandwidth bandwidth, List<MediaSection> sections)
      throws SdpFormatException {
    if (mLine.isEmpty()) {
      return;
    }
    if (sections.size() == MOST_SECTIONS) {
      throw SdpFormatException.malformed("too many media sections");
    }
    sections.add(MediaSection.parse(mLine, attributes, bandwidth.kilobits()));
  }

  /** The mids of the first BUNDLE group; empty if there is none. */
  List<String> bundle() {
    return attributes.stream()
        .filter(attribute -> attribute.startsWith("group:BUNDLE"))
        .findFirst()
        .map(group -> List.of(group.substring("group:BUNDLE".length()).trim().split(" +", -1)))
        .orElse(List.of());
  }

  /** An attribute of the section, or else of the session. */
  Optional<String> value(MediaSection section, String name) {
    return section.value(name).or(() -> sessionValue(name));
  }

  Optional<String> sessionValue(String name) {
    String prefix = name + ":";
    return attributes.stream()
        .filter(attribute -> attribute.startsWith(prefix))
        .map(attribute -> attribute.substring(prefix.length()).trim())
        .findFirst();
  }

  /** The first fingerprint that we can check. */
  Optional<Fingerprint> fingerprint(MediaSection section) {
    return section
        .values("fingerprint")
        .map(Fingerprint::parse)
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> sessionValue("fingerprint").flatMap(Fingerprint::parse));
  }
}
