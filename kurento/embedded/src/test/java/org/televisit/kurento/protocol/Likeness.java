package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Compares recorded JSON with ours. Ids differ, but always the same of theirs stands for the same
 * of ours; times, versions and memory differ; everything else, also the set of members, is equal.
 */
final class Likeness {

  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Set<String> FREE =
      Set.of("timestampMillis", "generationTime", "version", "binName");

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
    } else if (theirs.isObject()) {
      Set<String> names = new HashSet<>();
      theirs.fieldNames().forEachRemaining(names::add);
      ours.fieldNames().forEachRemaining(names::add);
      names.stream()
          .filter(name -> !FREE.contains(name) || !theirs.has(name) || !ours.has(name))
          .forEach(
              name -> compare(path + "/" + name, theirs.path(name), ours.path(name), differences));
    } else if (theirs.isArray()) {
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
    } else if (!alike(theirs.asText(), ours.asText())) {
      differences.add(path + ": " + theirs + " <> " + ours);
    }
  }

  private boolean alike(String theirs, String ours) {
    if (theirs.startsWith("v=0") || theirs.startsWith("candidate:")) {
      return ours.startsWith(theirs.substring(0, 3));
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
}
