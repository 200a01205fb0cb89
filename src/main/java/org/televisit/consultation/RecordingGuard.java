package org.televisit.consultation;

import static java.lang.System.Logger.Level.ERROR;

import java.lang.System.Logger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.scheduling.AppointmentId;

/**
 * Has nobody recorded who may not be, and if all media has to be given up for it: rather none than
 * a recording without permit. In the room's queue only.
 */
final class RecordingGuard {

  private static final Logger LOG = System.getLogger(RecordingGuard.class.getName());

  private final AppointmentId visit;
  private final RecordingGate gate;
  private final Recorders recorders;
  private final Runnable giveUp;

  /**
   * @param giveUp gives up all media of the room
   */
  RecordingGuard(AppointmentId visit, RecordingGate gate, Recorders recorders, Runnable giveUp) {
    this.visit = visit;
    this.gate = gate;
    this.recorders = recorders;
    this.giveUp = giveUp;
  }

  /**
   * Asks who may be recorded. When this returns nobody is who may not be. Blocks.
   *
   * @param joiner somebody who is about to be let in and counts already
   */
  void ask(EncounterStatus status, @Nullable UUID joiner) {
    gate.ask();
    enforce(status, joiner);
  }

  /** The same by what was read beside the queue, which waits for no database here. */
  void learn(EncounterStatus status) {
    if (gate.learn()) {
      enforce(status, null);
    }
  }

  private void enforce(EncounterStatus status, @Nullable UUID joiner) {
    try {
      recorders.guard(status, joiner);
    } catch (RuntimeException e) {
      LOG.log(ERROR, visit.entity() + ": the recorders do not obey", e);
      giveUp.run();
    }
  }
}
