package org.televisit.kurento.protocol;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares two session descriptions line by line (RFC 8866). What is another in each session is
 * blanked: the session's id, addresses, ports, SSRCs, names, credentials and fingerprints; that the
 * line is there is compared. The sections and the formats of each have an order that means
 * something; the other lines of a section are compared as a set.
 */
final class SdpLikeness {

  private static final Pattern FORMAT_LINE = Pattern.compile("a=(?:rtpmap|fmtp|rtcp-fb):(\\d+) .*");
  private static final Pattern MEDIA_LINE =
      Pattern.compile("m=(\\S+) (\\d+)(?:/\\d+)? (\\S+)((?: \\S+)+)");

  private static final List<UnaryOperator<String>> BLANKS =
      List.of(
          line -> line.replaceFirst("^o=.*", "o=*"),
          line -> line.replaceFirst("^c=IN IP[46] .*", "c=*"),
          line -> line.replaceFirst("^a=rtcp:\\d+.*", "a=rtcp:*"),
          line -> line.replaceFirst("^a=msid-semantic: ?WMS.*", "a=msid-semantic: WMS *"),
          line -> line.replaceFirst("^a=ssrc-group:(\\S+) .*", "a=ssrc-group:$1 *"),
          line -> line.replaceFirst("^a=ssrc:\\d+ (\\w+):.*", "a=ssrc:* $1:*"),
          line -> line.replaceFirst("^a=(msid|ice-ufrag|ice-pwd):.*", "a=$1:*"),
          line -> line.replaceFirst("^a=fingerprint:(\\S+) .*", "a=fingerprint:$1 *"),
          Likeness::addressless);

  /** A section: what its lines are, blanked, and the formats of its {@code m=} line. */
  private record Section(String name, List<String> formats, Set<String> lines) {}

  private SdpLikeness() {}

  static boolean isSdp(String text) {
    return text.startsWith("v=0\r\n");
  }

  /**
   * Compares two descriptions.
   *
   * @return each difference as {@code <section>: theirs <line>} or {@code <section>: ours <line>};
   *     lines of a format that the other does not have are part of the difference of formats
   */
  static Set<String> differences(String theirs, String ours) {
    List<Section> their = sections(theirs);
    List<Section> our = sections(ours);
    Set<String> found = new TreeSet<>();
    if (!names(their).equals(names(our))) {
      found.add("sections: " + names(their) + " <> " + names(our));
      return found;
    }
    for (int i = 0; i < their.size(); i++) {
      compare(their.get(i), our.get(i), found);
    }
    return found;
  }

  private static List<String> names(List<Section> sections) {
    return sections.stream().map(Section::name).toList();
  }

  private static void compare(Section theirs, Section ours, Set<String> found) {
    if (!theirs.formats().equals(ours.formats())) {
      found.add("%s: formats %s <> %s".formatted(theirs.name(), theirs.formats(), ours.formats()));
    }
    only(theirs, ours).forEach(line -> found.add(theirs.name() + ": theirs " + line));
    only(ours, theirs).forEach(line -> found.add(theirs.name() + ": ours " + line));
  }

  private static Set<String> only(Section one, Section other) {
    Set<String> lines = new TreeSet<>(one.lines());
    lines.removeAll(other.lines());
    lines.removeIf(
        line -> {
          Matcher format = FORMAT_LINE.matcher(line);
          return format.matches() && !other.formats().contains(format.group(1));
        });
    return lines;
  }

  private static List<Section> sections(String sdp) {
    List<Section> sections = new ArrayList<>();
    Section current = new Section("session", List.of(), new HashSet<>());
    sections.add(current);
    for (String line : sdp.lines().toList()) {
      Matcher media = MEDIA_LINE.matcher(line);
      if (media.matches()) {
        boolean rejected = media.group(2).equals("0");
        String name = "m=" + media.group(1) + " " + media.group(3) + (rejected ? " rejected" : "");
        List<String> formats = List.of(media.group(4).trim().split(" ", -1));
        current = new Section(name, formats, new HashSet<>());
        sections.add(current);
      } else {
        current.lines().add(blanked(line));
      }
    }
    inherit(sections);
    return sections;
  }

  /** An address of the session is that of each section that has none (RFC 8866, 5.7). */
  private static void inherit(List<Section> sections) {
    if (sections.get(0).lines().remove("c=*")) {
      sections.stream().skip(1).forEach(section -> section.lines().add("c=*"));
    }
  }

  private static String blanked(String line) {
    String blank = line;
    for (UnaryOperator<String> each : BLANKS) {
      blank = each.apply(blank);
    }
    return blank;
  }
}
