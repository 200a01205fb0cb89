package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/** Keeps the rows of this node's uploads up to date. */
@ApplicationScoped
class UploadRows {

  @Inject Ingests ingests;
  @Inject IngestRegister rows;
  @Inject LateRows late;

  void catchUp() {
    late.catchUp();
  }

  /** After a crash, this tells how much had arrived at least. */
  void count() {
    Map<RecordingId, Received> counts = ingests.counts();
    if (!counts.isEmpty() && late.isEmpty()) {
      rows.count(counts);
    }
  }
}
