package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Set;

/**
 * Finishes recordings of this node whose row runs although their upload does not: what should have
 * ended the row was refused by the database, or lost by a fault. Without an end there would never
 * be a certificate.
 */
@ApplicationScoped
class Orphans {

  @Inject UploadRows uploads;
  @Inject RecordingRecovery recovery;
  @Inject NodeLife node;

  private Set<RecordingId> seen = Set.of();

  /**
   * To be called once a minute, by one thread at a time. What was not there a minute ago is left
   * alone: between the end of an upload and that of its row there is a moment.
   */
  void finish() {
    Set<RecordingId> now = uploads.missing(node.name());
    Set<RecordingId> still = new HashSet<>(now);
    still.retainAll(seen);
    seen = now;
    still.forEach(recovery::recoverOrphan);
  }
}
