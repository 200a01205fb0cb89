package org.televisit.scheduling;

import org.jspecify.annotations.Nullable;

/** On whose side somebody books, moves or calls off a visit. */
enum Standing {
  /** The clinic's office, or the practitioner of the visit. */
  CLINIC(CancelReason.OTHER),
  /** The patient, or who represents the patient; bound by the clinic's rules. */
  PATIENT(CancelReason.PATIENT);

  private final CancelReason usual;

  Standing(CancelReason usual) {
    this.usual = usual;
  }

  /** What is kept as the reason: a patient always calls off for their own. */
  CancelReason reason(@Nullable CancelReason given) {
    return given == null || this == PATIENT ? usual : given;
  }
}
