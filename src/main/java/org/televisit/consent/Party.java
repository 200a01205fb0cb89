package org.televisit.consent;

import org.televisit.scheduling.AppointmentId;

/**
 * One person in one visit: whose consent it is.
 *
 * @param subject the person's OIDC subject
 */
record Party(AppointmentId appointment, String subject) {}
