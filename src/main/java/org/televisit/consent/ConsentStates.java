package org.televisit.consent;

import java.util.Map;
import org.televisit.scheduling.AppointmentId;

/** The answers of many people for many visits, read at once. */
public final class ConsentStates {

  private final Map<Party, ConsentState> states;

  ConsentStates(Map<Party, ConsentState> states) {
    this.states = Map.copyOf(states);
  }

  public ConsentState of(AppointmentId appointment, String subject) {
    return states.getOrDefault(new Party(appointment, subject), ConsentState.OPEN);
  }
}
