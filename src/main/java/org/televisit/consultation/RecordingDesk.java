package org.televisit.consultation;

import static org.televisit.consent.Purpose.RECORDING;

import java.util.Optional;
import org.televisit.consent.SpokenAnswer;
import org.televisit.scheduling.AppointmentId;

/** What people in a room ask for about their recordings. In the room's queue only. */
final class RecordingDesk {

  private final AppointmentId visit;
  private final RoomServices services;
  private final RoomRights rights;
  private final Seats seats;

  RecordingDesk(AppointmentId visit, RoomServices services, RoomRights rights, Seats seats) {
    this.visit = visit;
    this.services = services;
    this.rights = rights;
    this.seats = seats;
  }

  /** Stores that somebody does not want to be recorded any more. */
  void withdraw(Visitor visitor) {
    services.consents().withdrawRecording(visitor.actor(), visit);
  }

  /** Stores what somebody said aloud, and the practitioner heard. */
  void witness(Visitor visitor, ClientMessage.Witness message) {
    Optional<Place> speaker =
        seats.find(message.seat()).filter(place -> place.visitor() != visitor);
    if (!rights.refuse(visitor, ConsultationAction.WITNESS, speaker.isPresent())) {
      services
          .consents()
          .witness(
              visitor.actor(),
              visit,
              new SpokenAnswer(
                  speaker.orElseThrow().sitter().subject(),
                  RECORDING,
                  message.provision(),
                  message.language()));
    }
  }

  /**
   * Ends what records somebody, so that it begins anew.
   *
   * @return whether it was allowed
   */
  boolean restart(Visitor visitor, Picture picture) {
    Optional<Place> place = seats.find(picture.seat());
    if (rights.refuse(visitor, ConsultationAction.RESTART_RECORDING, place.isPresent())) {
      return false;
    }
    services.register().restarting(visitor.actor(), visit, picture);
    place.orElseThrow().recorder(picture.media()).restart();
    return true;
  }
}
