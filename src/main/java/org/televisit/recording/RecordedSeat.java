package org.televisit.recording;

import java.util.UUID;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;

/**
 * Whose media is recorded.
 *
 * @param seat the person's place in the room of this visit
 * @param subject the person's OIDC {@code sub}, under which they consented
 * @param name as the person is called today; a recording keeps it
 * @param role patient or practitioner
 */
public record RecordedSeat(
    AppointmentId appointment, UUID seat, String subject, String name, Role role) {}
