package org.televisit.fhir;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads references to resources of ours. */
final class FhirReferences {

  private static final Pattern FORM =
      Pattern.compile("(?:(?:https?://[^\\s?#]+/)?([A-Z][A-Za-z]+)/)?([A-Za-z0-9.-]{1,64})");

  private FhirReferences() {}

  /**
   * The id of {@code <id>}, {@code <type>/<id>} or {@code <address>/<type>/<id>}.
   *
   * @throws FhirProblem if it is another type, or no reference
   */
  static String id(String reference, String type) {
    Matcher form = FORM.matcher(reference.strip());
    if (!form.matches() || (form.group(1) != null && !form.group(1).equals(type))) {
      throw FhirProblem.bad("A reference to " + type + " is needed, like " + type + "/<id>.");
    }
    return form.group(2);
  }

  /** As {@link #id}, of a resource whose ids are UUIDs. */
  static UUID uuid(String reference, String type) {
    try {
      return UUID.fromString(id(reference, type));
    } catch (IllegalArgumentException e) {
      throw FhirProblem.bad("No id of a " + type + ".");
    }
  }
}
