package org.televisit.consent;

import org.televisit.scheduling.AppointmentId;

/** The law of a visit, as a test says. */
public final class FakeRules extends RecordingRules {

  public RecordingRule rule = RecordingRule.OWN_CONSENT;

  @Override
  public RecordingRule of(AppointmentId appointment) {
    return rule;
  }
}
