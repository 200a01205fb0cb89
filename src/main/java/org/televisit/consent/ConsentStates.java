package org.televisit.consent;

import java.time.Instant;
import java.util.Map;
import org.televisit.scheduling.AppointmentId;

/** The answers of many people for many visits, read at once. */
public final class ConsentStates {

  private final Map<Party, ConsentState> states;
  private final Instant last;

  ConsentStates(Map<Party, ConsentState> states, Instant last) {
    this.states = Map.copyOf(states);
    this.last = last;
  }

  /**
   * When the newest of these answers was given, by the clock of who wrote it down; the distant past
   * if there is none.
   */
  public Instant last() {
    return last;
  }

  public ConsentState of(AppointmentId appointment, String subject) {
    return states.getOrDefault(new Party(appointment, subject), ConsentState.OPEN);
  }
}
