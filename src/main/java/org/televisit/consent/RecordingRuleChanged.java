package org.televisit.consent;

import org.televisit.scheduling.AppointmentId;

/**
 * What must be fulfilled before anybody is recorded in this visit may have changed: somebody stated
 * where they are, or the clinic changed a rule. Fired in the transaction of the change.
 */
public record RecordingRuleChanged(AppointmentId appointment) {}
