package org.televisit.completeness;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
import org.televisit.platform.CanonicalJson;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingSummary;
import org.televisit.vault.Fingerprint;

/**
 * The wording of a certificate: JSON in the canonical form of RFC 8785, so that the same findings
 * are the same bytes. Lengths are whole milliseconds, moments are ISO 8601 in UTC.
 */
final class CertificateText {

  private static final String DOCUMENT = "televisit completeness certificate 1";

  private CertificateText() {}

  static String of(CertificateHead head, Findings findings) {
    return CanonicalJson.of(
        body(findings)
            .add("document", DOCUMENT)
            .add("certificate", head.id().toString())
            .add("visit", head.visit().toString())
            .add("number", head.number())
            .add("issuedAt", head.issuedAt().toString())
            .addAll(optional("supersedes", head.supersedes()))
            .build());
  }

  /** What a certificate says apart from its own name and date. */
  static String facts(Findings findings) {
    return CanonicalJson.of(body(findings).build());
  }

  /** {@link #facts} of a certificate that was issued. */
  static String facts(String body) {
    JsonObjectBuilder facts = Json.createObjectBuilder(read(body));
    List.of("document", "certificate", "visit", "number", "issuedAt", "supersedes")
        .forEach(facts::remove);
    return CanonicalJson.of(facts.build());
  }

  /** What a certificate that was issued says of each person. */
  static Completeness completeness(String body) {
    return new Completeness(
        read(body).getJsonArray("lanes").getValuesAs(JsonObject.class).stream()
            .map(CertificateText::lane)
            .toList());
  }

  private static JsonObject read(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return reader.readObject();
    }
  }

  private static JsonObjectBuilder body(Findings findings) {
    JsonArrayBuilder lanes = Json.createArrayBuilder();
    findings.completeness().lanes().forEach(lane -> lanes.add(lane(lane)));
    JsonArrayBuilder recordings = Json.createArrayBuilder();
    findings.recordings().forEach(recording -> recordings.add(recording(recording)));
    return Json.createObjectBuilder()
        .add("complete", findings.isComplete())
        .add("inProgress", span(findings.inProgress()))
        .add(
            "tolerance",
            Json.createObjectBuilder()
                .add("startingMs", findings.tolerance().starting().toMillis())
                .add("otherMs", findings.tolerance().other().toMillis()))
        .add("lanes", lanes)
        .add("recordings", recordings);
  }

  private static JsonObjectBuilder lane(Lane lane) {
    return Json.createObjectBuilder()
        .add("seat", lane.seat().toString())
        .add("subject", lane.subject())
        .add("name", lane.name())
        .add("role", lane.role().realmName())
        .add("media", lane.media())
        .add("attendedMs", lane.attendedMillis())
        .add("expectedMs", lane.expectedMillis())
        .add("storedMs", lane.storedMillis())
        .add("gapMs", lane.gapMillis())
        .add("notPermittedMs", lane.notPermittedMillis())
        .add("segments", segments(lane.segments()))
        .add("outside", segments(lane.outside()));
  }

  private static JsonArrayBuilder segments(List<Segment> segments) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    segments.forEach(
        s -> array.add(span(s.span()).add("kind", s.kind().code()).add("cause", s.cause())));
    return array;
  }

  private static JsonObjectBuilder span(Span span) {
    return Json.createObjectBuilder()
        .add("from", span.from().toString())
        .add("to", span.to().toString());
  }

  private static JsonObjectBuilder recording(RecordingEvidence evidence) {
    RecordingSummary recording = evidence.summary();
    return Json.createObjectBuilder()
        .addAll(fingerprint(evidence.fingerprint()))
        .addAll(holes(evidence.holes()))
        .add("seat", evidence.whose().seat().toString())
        .add("recording", recording.id().toString())
        .add("state", recording.state().code())
        .add("media", evidence.media())
        .add("stretch", recording.stretch())
        .addAll(optional("receivedMs", evidence.receivedMs()))
        .addAll(optional("startedAt", recording.startedAt()))
        .addAll(optional("endedAt", recording.endedAt()))
        .addAll(optional("durationMs", recording.durationMs()))
        .addAll(optional("endedBecause", recording.endedBecause()))
        .addAll(optional("failure", recording.failure()));
  }

  private static JsonObjectBuilder fingerprint(@Nullable Fingerprint fingerprint) {
    JsonObjectBuilder builder = Json.createObjectBuilder();
    return fingerprint == null
        ? builder
        : builder.add("lengthBytes", fingerprint.length()).add("sha256", fingerprint.sha256());
  }

  /** Left out where there is none, as in certificates from before holes were known. */
  private static JsonObjectBuilder holes(List<RecordingEvidence.Hole> holes) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    holes.forEach(
        hole ->
            array.add(
                Json.createObjectBuilder()
                    .add("track", hole.track())
                    .add("fromMs", hole.fromMillis())
                    .add("toMs", hole.toMillis())));
    JsonObjectBuilder builder = Json.createObjectBuilder();
    return holes.isEmpty() ? builder : builder.add("holes", array);
  }

  private static JsonObjectBuilder optional(String name, @Nullable Object value) {
    JsonObjectBuilder one = Json.createObjectBuilder();
    if (value instanceof Long number) {
      one.add(name, number);
    } else if (value != null) {
      one.add(name, value.toString());
    }
    return one;
  }

  private static Lane lane(JsonObject lane) {
    return new Lane(
        UUID.fromString(lane.getString("seat")),
        lane.getString("subject"),
        lane.getString("name"),
        role(lane.getString("role")),
        lane.getString("media"),
        segments(lane.getJsonArray("segments")),
        segments(lane.getJsonArray("outside")));
  }

  private static Role role(String name) {
    return Arrays.stream(Role.values())
        .filter(role -> role.realmName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static List<Segment> segments(JsonArray array) {
    return array.getValuesAs(JsonObject.class).stream()
        .map(
            s ->
                new Segment(
                    Segment.Kind.of(s.getString("kind")),
                    s.getString("cause"),
                    new Span(Instant.parse(s.getString("from")), Instant.parse(s.getString("to")))))
        .toList();
  }
}
