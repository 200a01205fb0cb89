/**
 * Appointments: who meets whom, when, and when the room may be entered.
 *
 * <p>Entry point: {@link org.televisit.scheduling.SchedulingService}. Other features hold an {@link
 * org.televisit.scheduling.AppointmentId} and ask; they never see the tables.
 */
@NullMarked
package org.televisit.scheduling;

import org.jspecify.annotations.NullMarked;
