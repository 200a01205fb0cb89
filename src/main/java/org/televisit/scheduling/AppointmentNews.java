package org.televisit.scheduling;

/** Something happened to a visit that others act on. Fired in the transaction of the deed. */
public sealed interface AppointmentNews
    permits AppointmentBooked,
        AppointmentMoved,
        AppointmentCancelled,
        TimeFreed,
        WaitlistOffered,
        WaitlistWithdrawn {}
