package org.televisit.retention;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.CanonicalJson;
import org.televisit.recording.RecordingErasure.Erased;
import org.televisit.recording.RecordingEvidence;
import org.televisit.recording.RecordingSummary;
import org.televisit.vault.Fingerprint;

/** The wording of a deletion's certificate: canonical JSON (RFC 8785), as of all certificates. */
final class DeletionText {

  private static final String DOCUMENT = "televisit deletion certificate 1";

  private DeletionText() {}

  /**
   * @param why the policy's or decision's reason, as it stood then
   */
  static String of(UUID certificate, Erased erased, String why, Instant issued) {
    RecordingEvidence what = erased.evidence();
    RecordingSummary row = what.summary();
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("document", DOCUMENT)
            .add("certificate", certificate.toString())
            .add("recording", row.id().toString())
            .add("visit", what.whose().appointment().toString())
            .add("seat", what.whose().seat().toString())
            .add("key", "recording/" + row.id())
            .add("keyDestroyedAt", text(erased.at()))
            .add("mediaDeleted", erased.media())
            .add("under", under(what))
            .add("reason", why)
            .add("issuedAt", text(issued));
    Fingerprint fingerprint = what.fingerprint();
    if (fingerprint != null) {
      body.add("lengthBytes", fingerprint.length()).add("sha256", fingerprint.sha256());
    }
    Long length = row.durationMs();
    if (length != null) {
      body.add("durationMs", length);
    }
    return CanonicalJson.of(body.build());
  }

  private static String under(RecordingEvidence what) {
    RecordingEvidence.@Nullable Erasure erasure = what.erasure();
    return erasure == null ? "" : erasure.under();
  }

  private static String text(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
