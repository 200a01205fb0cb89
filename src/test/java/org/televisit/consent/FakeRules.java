package org.televisit.consent;

import org.televisit.scheduling.AppointmentId;

/** The law of a visit, as a test says. */
public final class FakeRules extends RecordingRules {

  public RecordingRule rule = RecordingRule.OWN_CONSENT;

  /** Whether it cannot be read. */
  public boolean away;

  @Override
  public RecordingRule of(AppointmentId appointment) {
    if (away) {
      throw new IllegalStateException("no database");
    }
    return rule;
  }
}
