package org.televisit.consultation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.televisit.consent.Provision;
import org.televisit.consent.Saying;
import org.televisit.consultation.ServerMessage.Withdrawn;

/**
 * What is said in a room, or about somebody in it, against being recorded. It counts in the thread
 * that hears it; {@link #store} writes it down in the room's queue, and people are told what has
 * become of it.
 */
final class RecordingRefusals {

  private final Withdrawals withdrawals;
  private final RecordingDesk desk;
  private final RefusalBrake brake;
  private final Seats seats;
  private volatile String patient = "";
  private volatile Instant opened = Instant.MAX; // nobody has come in yet
  private Set<String> late = Set.of();

  RecordingRefusals(Withdrawals withdrawals, RecordingDesk desk, RefusalBrake brake, Seats seats) {
    this.withdrawals = withdrawals;
    this.desk = desk;
    this.brake = brake;
    this.seats = seats;
  }

  /**
   * What the room is about.
   *
   * @param whose visit it is
   * @param since nothing was said in this room before
   */
  void concern(String whose, Instant since) {
    patient = whose;
    opened = since;
  }

  /**
   * Somebody does not want to be recorded any more. When this returns nothing more is stored that
   * needs their permission. From any thread.
   */
  void withdraw(Visitor visitor, ClientMessage.Withdraw message, Instant heard) {
    Withdrawals.Said said = say(visitor, desk.spokenFor(visitor, patient));
    visitor.line().send(new Withdrawn(false));
    withdrawals.keep(said, desk.withdrawal(visitor, saying(message.ago(), heard)));
  }

  /**
   * Somebody passes on what another person said aloud. That those may not be recorded counts when
   * this returns, as with {@link #withdraw}. From any thread.
   *
   * @return whether it is such a refusal; nothing has come of everything else
   */
  boolean witness(Visitor visitor, ClientMessage.Witness message, Instant heard) {
    if (message.provision() == Provision.PERMIT || !visitor.isPractitioner()) {
      return false;
    }
    Optional<Place> speaker = desk.speaker(visitor, message);
    speaker.ifPresent(
        place -> {
          Withdrawals.Said said = say(visitor, Set.of(place.sitter().subject()));
          Saying saying = saying(message.ago(), heard);
          withdrawals.keep(said, desk.spokenWithdrawal(visitor, message, place, saying));
        });
    return speaker.isPresent();
  }

  /** When something is said that is heard now. */
  Saying saying(Duration ago, Instant heard) {
    return withdrawals.saying(ago, heard, opened);
  }

  /** Somebody's answer has been stored, here or on another page. From any thread. */
  void answered(String subject, Provision answer) {
    if (answer == Provision.DENY) {
      withdrawals.heard(subject);
      brake.refused(Set.of(subject));
    } else {
      withdrawals.agreed(subject);
    }
  }

  /** Looks for what has been refused elsewhere. Never blocks. */
  void look() {
    brake.look();
  }

  private Withdrawals.Said say(Visitor speaker, Set<String> subjects) {
    Withdrawals.Said said = withdrawals.say(speaker.actor().subject(), subjects);
    brake.refused(subjects);
    return said;
  }

  boolean areAllStored() {
    return withdrawals.areAllStored();
  }

  /** Tells who comes in what has not been stored of them yet. */
  void welcome(Visitor visitor) {
    if (withdrawals.waiting().contains(visitor.actor().subject())) {
      visitor.line().send(new Withdrawn(false));
    }
  }

  /**
   * Writes down what waits, as often as it takes. Blocks; in the room's queue only.
   *
   * @param refused hears what can never be stored
   * @return whether the database knows more than before
   */
  boolean store(Instant now, Consumer<RuntimeException> refused) {
    if (withdrawals.areAllStored()) {
      return false;
    }
    Withdrawals.Outcome outcome = withdrawals.store(now, refused);
    boolean news = !outcome.isEmpty();
    Set<String> waiting = withdrawals.waiting();
    outcome.stored().removeAll(waiting);
    outcome.overtaken().removeAll(waiting);
    tell(outcome.stored(), new Withdrawn(true));
    tell(outcome.overtaken(), new Withdrawn(false, true));
    if (!waiting.equals(late)) {
      late = waiting;
      tell(waiting, new Withdrawn(false));
    }
    return news;
  }

  private void tell(Set<String> subjects, ServerMessage message) {
    subjects.forEach(subject -> seats.of(subject).ifPresent(place -> place.say(message)));
  }
}
