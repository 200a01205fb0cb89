package org.televisit.consultation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.televisit.Visits;
import org.televisit.dev.Settings;

/**
 * What the newest certificate of a visit says of one person's camera.
 *
 * @param segments their attendance, each with its kind and its cause
 */
record Certified(List<Part> segments) {

  /** One stretch of time, of one kind and for one cause. */
  record Part(String kind, String cause, Instant from, Instant to) {

    static Part of(JsonObject segment) {
      return new Part(
          segment.getString("kind"),
          segment.getString("cause"),
          Instant.parse(segment.getString("from")),
          Instant.parse(segment.getString("to")));
    }

    Duration within(Instant earliest, Instant latest) {
      Instant begin = from.isAfter(earliest) ? from : earliest;
      Instant end = to.isBefore(latest) ? to : latest;
      return begin.isBefore(end) ? Duration.between(begin, end) : Duration.ZERO;
    }
  }

  /** Empty until there is one. */
  static Optional<Certified> of(Settings clinic, UUID visit, String role) throws SQLException {
    return Visits.read(
            clinic,
            "select body from completeness_certificate where appointment_id = ?"
                + " order by number desc limit 1",
            visit)
        .stream()
        .findFirst()
        .map(body -> new Certified(parts(body, role)));
  }

  private static List<Part> parts(String body, String role) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject().getJsonArray("lanes").getValuesAs(JsonObject.class).stream()
          .filter(lane -> lane.getString("role").equals(role))
          .filter(lane -> lane.getString("media").equals("camera"))
          .flatMap(lane -> lane.getJsonArray("segments").getValuesAs(JsonObject.class).stream())
          .map(Part::of)
          .toList();
    }
  }

  /** How much of this kind there is between two moments. */
  Duration of(String kind, Instant from, Instant to) {
    return segments.stream()
        .filter(part -> part.kind().equals(kind))
        .map(part -> part.within(from, to))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** For how long between two moments there is a gap in which pictures are missing. */
  Duration withoutPictures(Instant from, Instant to) {
    Duration gaps = of("gap", from, to);
    return segments.stream()
        .filter(part -> part.kind().equals("gap") && part.cause().equals("sound-lost"))
        .map(part -> part.within(from, to))
        .reduce(gaps, Duration::minus);
  }

  /** For how long between two moments the person was not there. */
  Duration away(Instant from, Instant to) {
    return segments.stream()
        .map(part -> part.within(from, to))
        .reduce(Duration.between(from, to), Duration::minus);
  }

  /** For which causes there is any of it. */
  Set<String> causes(String kind, Instant from, Instant to) {
    return segments.stream()
        .filter(part -> part.kind().equals(kind) && !part.within(from, to).isZero())
        .map(Part::cause)
        .collect(Collectors.toSet());
  }
}
