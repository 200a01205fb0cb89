package org.televisit.consent;

import java.util.Map;

/**
 * What one person has answered for one visit so far.
 *
 * @param answers a question that is not in here is open
 */
public record ConsentState(Map<Purpose, Provision> answers) {

  static final ConsentState OPEN = new ConsentState(Map.of());

  public ConsentState {
    answers = Map.copyOf(answers);
  }

  public boolean permits(Purpose purpose) {
    return answers.get(purpose) == Provision.PERMIT;
  }

  /**
   * Whether nothing is left to answer before the visit: treatment permitted, recording answered.
   */
  public boolean isComplete() {
    return permits(Purpose.TREATMENT) && answers.containsKey(Purpose.RECORDING);
  }

  /** {@code permit}, {@code deny} or {@code open}, for message keys. */
  public String code(Purpose purpose) {
    return answers.containsKey(purpose) ? answers.get(purpose).code() : "open";
  }
}
