package org.televisit.kurento.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a frame is written, beside what it says: the order of its keys, its escapes, its spaces. */
final class RawForm {

  private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"");

  /** Texts that are compared as what they are, not as strings. */
  private static final Pattern TEXT_OF_ITS_OWN =
      Pattern.compile("\"(?:v=0\\\\r|digraph )(?:[^\"\\\\]|\\\\.)*+\"");

  private static final Pattern ESCAPE = Pattern.compile("\\\\u[0-9a-fA-F]{4}|\\\\.|[^\\x00-\\x7f]");
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private RawForm() {}

  /** Where two frames that say the same are written differently. */
  static Optional<String> difference(String theirs, String ours) {
    return keyOrder(JsonCodec.parse(theirs).orElseThrow(), JsonCodec.parse(ours).orElseThrow())
        .or(() -> differ("escapes", escapes(theirs), escapes(ours)))
        .or(() -> differ("spaces", spaces(theirs), spaces(ours)));
  }

  /** Whether the same keys come in another order. Other keys are a difference of another kind. */
  static Optional<String> keyOrder(JsonNode theirs, JsonNode ours) {
    return keys(theirs, true).equals(keys(ours, true))
        ? differ("key order", keys(theirs, false), keys(ours, false))
        : Optional.empty();
  }

  private static Optional<String> differ(String what, String theirs, String ours) {
    return theirs.equals(ours)
        ? Optional.empty()
        : Optional.of(what + ": " + theirs + " <> " + ours);
  }

  /** The names of all members; a tree keeps the order in which they were read. */
  private static String keys(JsonNode node, boolean sorted) {
    List<String> parts = new ArrayList<>();
    if (node.isObject()) {
      boolean byId = !node.isEmpty() && ID.matcher(node.fieldNames().next()).matches();
      node.properties()
          .forEach(
              member ->
                  parts.add((byId ? "ID" : member.getKey()) + keys(member.getValue(), sorted)));
      if (sorted || byId) {
        Collections.sort(parts);
      }
      return "{" + String.join(",", byId ? new TreeSet<>(parts) : parts) + "}";
    }
    node.forEach(each -> parts.add(keys(each, sorted)));
    return node.isArray() ? "[" + String.join(",", parts) + "]" : "";
  }

  private static String escapes(String raw) {
    return ESCAPE
        .matcher(TEXT_OF_ITS_OWN.matcher(raw).replaceAll(""))
        .results()
        .map(MatchResult::group)
        .collect(Collectors.joining(" "));
  }

  private static String spaces(String raw) {
    return STRING.matcher(raw).replaceAll("").replaceAll("\\S", "");
  }
}
