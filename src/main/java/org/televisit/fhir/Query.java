package org.televisit.fhir;

import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The parameters of one search. What is not known is refused instead of passed over: a program that
 * narrows its search must not get more than it asked for.
 */
final class Query {

  /** Most entries of one answer, and how many there are without {@code _count}. */
  static final int MOST = 200;

  private static final Set<String> OF_EVERY_SEARCH = Set.of("_count", "_offset", "_format");

  private final UriInfo uri;
  private final MultivaluedMap<String, String> values;

  /**
   * @param known names of the parameters beside those of every search
   * @throws FhirProblem for a parameter that is not known
   */
  Query(UriInfo uri, Set<String> known) {
    this.uri = uri;
    this.values = uri.getQueryParameters();
    for (String name : values.keySet()) {
      if (!known.contains(name) && !OF_EVERY_SEARCH.contains(name)) {
        throw FhirProblem.unsupported("Supported search parameters: " + sorted(known));
      }
    }
    for (String format : all("_format")) {
      if (!format.replace(' ', '+').matches("json|application/(fhir\\+)?json")) {
        throw new FhirProblem(
            406,
            org.hl7.fhir.r4.model.OperationOutcome.IssueType.NOTSUPPORTED,
            "Answers are JSON only.",
            List.of());
      }
    }
  }

  private static String sorted(Set<String> names) {
    return Stream.concat(names.stream(), Stream.of("_count", "_offset"))
        .sorted()
        .toList()
        .toString();
  }

  /** All values of a parameter, each of which must be met. */
  List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /** The values of which one must be met; empty if it was not given. */
  Set<String> oneOf(String name, Set<String> allowed) {
    Set<String> chosen =
        all(name).stream()
            .flatMap(value -> Arrays.stream(value.split(",", -1)))
            .map(String::strip)
            .collect(java.util.stream.Collectors.toUnmodifiableSet());
    for (String value : chosen) {
      if (!allowed.contains(value)) {
        throw FhirProblem.bad("Values of " + name + ": " + allowed.stream().sorted().toList());
      }
    }
    return chosen;
  }

  /**
   * A reference to a resource of ours, as an id, {@code Type/id} or an address.
   *
   * @throws FhirProblem if it is given more than once, or is none
   */
  Optional<UUID> reference(String name, String type) {
    List<String> given = all(name);
    if (given.isEmpty()) {
      return Optional.empty();
    }
    if (given.size() > 1) {
      throw FhirProblem.unsupported("One value of " + name + ", please.");
    }
    return Optional.of(FhirReferences.uuid(given.get(0), type));
  }

  int count() {
    return Math.min(number("_count", MOST), MOST);
  }

  int offset() {
    return number("_offset", 0);
  }

  private int number(String name, int otherwise) {
    List<String> given = all(name);
    if (given.isEmpty()) {
      return otherwise;
    }
    try {
      int number = Integer.parseInt(given.get(0));
      if (number >= 0) {
        return number;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw FhirProblem.bad(name + " is a number, zero or more.");
  }

  /** The address of this very search. */
  String self() {
    return uri.getRequestUri().getRawQuery() == null ? "" : "?" + uri.getRequestUri().getRawQuery();
  }

  /** The same search, beginning at another entry. */
  String at(int offset) {
    String others =
        Stream.of(self().replaceFirst("^\\?", "").split("&", -1))
            .filter(part -> !part.isEmpty() && !part.startsWith("_offset="))
            .reduce((a, b) -> a + "&" + b)
            .map(joined -> joined + "&")
            .orElse("");
    return "?" + others + "_offset=" + offset;
  }
}
