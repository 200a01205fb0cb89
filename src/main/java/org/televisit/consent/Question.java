package org.televisit.consent;

import java.util.Optional;

/**
 * One question to one person about one visit.
 *
 * @param form the published wording in the person's language
 * @param current the answer that counts now, if there is one
 * @param open whether the wording may be agreed to for this visit; if not, its validity ends before
 */
public record Question(Purpose purpose, ConsentForm form, Optional<Answer> current, boolean open) {

  public boolean isPermitted() {
    return current.filter(a -> a.provision() == Provision.PERMIT).isPresent();
  }

  public boolean isDeclined() {
    return current.filter(a -> a.provision() == Provision.DENY).isPresent();
  }

  /** {@code permit}, {@code deny} or {@code open}, for message keys. */
  public String getCode() {
    return current.map(answer -> answer.provision().code()).orElse("open");
  }
}
