package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Compares recorded JSON with ours. Ids differ, but always the same of theirs stands for the same
 * of ours; times, versions, addresses and measurements differ, and the text of drawings;
 * descriptions are compared as {@link SdpLikeness} says. All else, also the set of members, is
 * equal.
 */
final class Likeness {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern CANDIDATE =
      Pattern.compile("candidate:\\S+ (\\d \\S+) \\d+ \\S+ \\d+ (typ [^\"]*)");
  private static final String DRAWING = "digraph ";

  /** Of the machine, the moment or the medium: only their kind is compared. */
  private static final Set<String> FREE =
      Set.of("timestampMillis", "generationTime", "version", "binName", "duration", "seekableEnd");

  /** What identifies a statistic; the rest of it is measured. */
  private static final Set<String> STATISTIC = Set.of("__module__", "__type__", "type", "isRemote");

  private final Map<String, String> oursByTheirs = new HashMap<>();
  private final Map<String, String> theirsByOurs = new HashMap<>();

  /** Recorded text with our ids in it. */
  String translated(String theirs) {
    return ID.matcher(theirs)
        .replaceAll(match -> oursByTheirs.getOrDefault(match.group(), match.group()));
  }

  /**
   * Learns which of our ids stands for which of theirs.
   *
   * @return where the values differ; empty if they do not
   */
  Set<String> differences(JsonNode theirs, JsonNode ours) {
    Set<String> differences = new TreeSet<>();
    compare("", theirs, ours, differences);
    return differences;
  }

  private void compare(String path, JsonNode theirs, JsonNode ours, Set<String> differences) {
    if (theirs.getNodeType() != ours.getNodeType()) {
      differences.add(path + ": " + theirs + " <> " + ours);
    } else if (isReport(theirs)) {
      if (!kinds(theirs).equals(kinds(ours))) {
        differences.add(path + ": " + kinds(theirs) + " <> " + kinds(ours));
      }
    } else if (theirs.isObject()) {
      members(path, theirs, ours, differences);
    } else if (theirs.isArray()) {
      elements(path, theirs, ours, differences);
    } else if (SdpLikeness.isSdp(theirs.asText()) && SdpLikeness.isSdp(ours.asText())) {
      SdpLikeness.differences(theirs.asText(), ours.asText())
          .forEach(each -> differences.add(path + ": " + each));
    } else if (!alike(theirs.asText(), ours.asText())) {
      differences.add(path + ": " + theirs + " <> " + ours);
    }
  }

  private void members(String path, JsonNode theirs, JsonNode ours, Set<String> differences) {
    Set<String> names = new HashSet<>();
    theirs.fieldNames().forEachRemaining(names::add);
    ours.fieldNames().forEachRemaining(names::add);
    names.stream()
        .filter(name -> !FREE.contains(name) || !isAlike(theirs.path(name), ours.path(name)))
        .forEach(
            name -> compare(path + "/" + name, theirs.path(name), ours.path(name), differences));
  }

  private static boolean isAlike(JsonNode theirs, JsonNode ours) {
    return theirs.getNodeType() == ours.getNodeType()
        && theirs.isFloatingPointNumber() == ours.isFloatingPointNumber();
  }

  private void elements(String path, JsonNode theirs, JsonNode ours, Set<String> differences) {
    if (theirs.size() != ours.size()) {
      differences.add(path + ": " + theirs + " <> " + ours);
    }
    Iterator<JsonNode> others = ours.iterator();
    theirs.forEach(
        each -> {
          if (others.hasNext()) {
            compare(path + "[]", each, others.next(), differences);
          }
        });
  }

  /** A report of statistics: a map by ids that mean nothing outside it. */
  private static boolean isReport(JsonNode node) {
    return node.isObject()
        && !node.isEmpty()
        && ID.matcher(node.fieldNames().next()).matches()
        && node.elements().next().has("__type__");
  }

  /** The kinds of statistics in a report, each with the names and kinds of its members. */
  private static Set<String> kinds(JsonNode report) {
    return StreamSupport.stream(report.spliterator(), false)
        .map(Likeness::kind)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String kind(JsonNode statistic) {
    ObjectNode kind = JsonCodec.object();
    statistic
        .properties()
        .forEach(
            member ->
                kind.put(
                    member.getKey(),
                    STATISTIC.contains(member.getKey())
                        ? member.getValue().asText()
                        : member.getValue().isFloatingPointNumber()
                            ? "REAL"
                            : member.getValue().getNodeType().name()));
    return JsonCodec.write(kind);
  }

  private boolean alike(String theirs, String ours) {
    if (theirs.startsWith(DRAWING)) {
      return ours.startsWith(DRAWING);
    }
    if (theirs.startsWith("candidate:")) {
      return addressless(theirs).equals(addressless(ours));
    }
    Iterator<MatchResult> ids = ID.matcher(theirs).results().iterator();
    Iterator<MatchResult> ourIds = ID.matcher(ours).results().iterator();
    while (ids.hasNext() && ourIds.hasNext()) {
      if (!matches(ids.next().group(), ourIds.next().group())) {
        return false;
      }
    }
    return ID.matcher(theirs).replaceAll("ID").equals(ID.matcher(ours).replaceAll("ID"));
  }

  private boolean matches(String theirs, String ours) {
    String known = oursByTheirs.putIfAbsent(theirs, ours);
    String back = theirsByOurs.putIfAbsent(ours, theirs);
    return (known == null || known.equals(ours)) && (back == null || back.equals(theirs));
  }

  /** Candidates without foundation, priority, address and port. */
  static String addressless(String text) {
    return CANDIDATE.matcher(text).replaceAll("candidate:$1 $2");
  }

  /** The text of an event with what may differ blanked out: two that are alike are equal. */
  String normal(JsonNode event) {
    String text = JsonCodec.write(event);
    return addressless(text)
        .replaceAll("\"timestampMillis\":\"\\d{13}\"", "TIME")
        .replaceAll("\"binName\":\"[^\"]*\"", "BIN");
  }
}
