package org.televisit.compliance;

import java.util.Locale;

/** Why a reviewer was turned away. */
public enum Refusal {
  /** The person is no compliance officer. */
  NOT_COMPLIANCE,
  /** No such grant, or another reviewer's: the two are not told apart. */
  NO_GRANT,
  /** The grant was for another visit than this recording's. */
  OTHER_VISIT,
  /** The grant's time is over. */
  EXPIRED,
  /** No purpose of use was stated. */
  NO_PURPOSE,
  /** The stated reason is too short or too long. */
  NO_REASON,
  /** The recording is not finished yet. */
  NOT_SEALED,
  /** The recording was destroyed, under a policy or at a request. */
  ERASED,
  /** The recording is damaged, missing in the vault, or holds nothing that plays. */
  DAMAGED;

  /** As the audit trail spells it: {@code not-compliance}. */
  String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
