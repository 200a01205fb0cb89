package org.televisit.consultation;

import static org.televisit.consent.Purpose.RECORDING;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.televisit.consent.Saying;
import org.televisit.consent.SpokenAnswer;
import org.televisit.consultation.Withdrawals.Deed;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.Kinship;

/** What people in a room ask for about their recordings. */
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

  /**
   * For whom this person speaks: for themselves, and if they represent the patient, for that one as
   * well. From any thread.
   */
  Set<String> spokenFor(Visitor visitor, String patient) {
    Set<String> subjects = new HashSet<>();
    subjects.add(visitor.actor().subject());
    seats
        .of(visitor.actor().subject())
        .map(place -> place.sitter().kinship())
        .filter(Kinship::represents)
        .ifPresent(kinship -> subjects.add(patient));
    return subjects;
  }

  /** Notes on the disk that somebody does not want to be recorded any more. From any thread. */
  Deed withdrawal(Visitor visitor, Saying saying) {
    return deed(
        services.notes().keep(visit, visitor.actor(), saying),
        () -> services.consents().withdrawRecording(visitor.actor(), visit, saying));
  }

  private Deed deed(Optional<Path> note, Supplier<Set<String>> store) {
    return new Deed(store, () -> note.ifPresent(services.notes()::drop), note.isPresent());
  }

  /** Whose answer somebody else may have heard. From any thread; nobody is refused here. */
  Optional<Place> speaker(Visitor visitor, ClientMessage.Witness message) {
    return seats.find(message.seat()).filter(place -> place.visitor() != visitor);
  }

  /** Stores what somebody said aloud, and the practitioner heard. In the room's queue only. */
  void witness(Visitor visitor, ClientMessage.Witness message, Saying saying) {
    Optional<Place> speaker = speaker(visitor, message);
    if (!rights.refuse(visitor, ConsultationAction.WITNESS, speaker.isPresent())) {
      SpokenAnswer answer = answer(speaker.orElseThrow(), message, seats.audible());
      services.consents().witness(visitor.actor(), visit, answer, saying);
    }
  }

  private static SpokenAnswer answer(
      Place speaker, ClientMessage.Witness message, Set<String> audible) {
    String subject = speaker.sitter().subject();
    return new SpokenAnswer(subject, RECORDING, message.provision(), message.language(), audible);
  }

  /**
   * What somebody said aloud, and the practitioner heard, is kept like a withdrawal of their own,
   * and the practitioner is told what has become of it. From any thread.
   */
  Deed spokenWithdrawal(
      Visitor witness, ClientMessage.Witness message, Place speaker, Saying saying) {
    SpokenAnswer answer = answer(speaker, message, Set.of()); // a refusal is believed anyway
    return deed(
        services.notes().keep(visit, witness.actor(), answer, saying),
        () -> {
          boolean counts = services.consents().witness(witness.actor(), visit, answer, saying);
          seats
              .of(witness.actor().subject())
              .ifPresent(place -> place.say(new ServerMessage.Witnessed(message.seat(), !counts)));
          return counts ? Set.of() : Set.of(answer.subject());
        });
  }

  /**
   * Ends what records somebody, so that it begins anew. In the room's queue only.
   *
   * @return whether it was allowed
   */
  boolean restart(Visitor visitor, Picture picture) {
    Optional<Place> place = seats.find(picture.seat());
    if (rights.refuse(visitor, ConsultationAction.RESTART_RECORDING, place.isPresent())) {
      return false;
    }
    services.register().restarting(visitor.actor(), visit, picture);
    place.orElseThrow().recorder(picture.media()).restart(services.clock().instant());
    return true;
  }
}
