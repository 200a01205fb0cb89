package org.televisit.consultation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.televisit.audit.AuditTrail;
import org.televisit.consent.ConsentService;
import org.televisit.consent.RecordingRules;
import org.televisit.media.MediaServer;
import org.televisit.recording.RecordingService;

/** Hands every room what it works with. */
@ApplicationScoped
class RoomWiring {

  @Inject RoomRegister register;
  @Inject RecordingService recordings;
  @Inject ConsentService consents;
  @Inject RecordingRules rules;
  @Inject WithdrawalNotes notes;
  @Inject MediaServer media;
  @Inject TurnServers turn;
  @Inject AuditTrail trail;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.room.grace")
  Duration grace;

  @Produces
  @Dependent
  RoomServices services() {
    return new RoomServices(
        register, recordings, consents, rules, notes, media, turn, trail, clock, grace);
  }
}
