package org.televisit.consultation;

import java.time.Clock;
import java.time.Duration;
import org.televisit.audit.AuditTrail;
import org.televisit.consent.ConsentService;
import org.televisit.consent.RecordingRules;
import org.televisit.media.MediaServer;
import org.televisit.recording.RecordingService;

/**
 * What every room works with.
 *
 * @param grace how long the media of somebody whose connection broke is kept for their return
 */
record RoomServices(
    RoomRegister register,
    RecordingService recordings,
    ConsentService consents,
    RecordingRules rules,
    WithdrawalNotes notes,
    MediaServer media,
    TurnServers turn,
    AuditTrail trail,
    Clock clock,
    Duration grace) {}
