package org.televisit.consent;

import org.televisit.scheduling.AppointmentId;

/**
 * Somebody gave, refused or withdrew a consent. Fired in the answer's transaction; a withdrawal is
 * a {@link Provision#DENY}.
 */
public record ConsentAnswered(
    AppointmentId appointment, String subject, Purpose purpose, Provision provision) {}
