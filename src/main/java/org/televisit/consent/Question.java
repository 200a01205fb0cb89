package org.televisit.consent;

import java.util.List;
import java.util.Optional;

/**
 * One question about one person in one visit.
 *
 * @param form the published wording in the reader's language
 * @param current the answer that counts now, if there is one
 * @param earlier answers that ended, or do not hold for the visit's time, newest first
 * @param open whether the wording may be agreed to for this visit; if not, its validity ends before
 */
public record Question(
    Purpose purpose,
    ConsentForm form,
    Optional<Receipt> current,
    List<Receipt> earlier,
    boolean open) {

  public boolean isPermitted() {
    return getCode().equals(Provision.PERMIT.code());
  }

  public boolean isDeclined() {
    return getCode().equals(Provision.DENY.code());
  }

  /** Whether the answer that counts was given to an earlier version of the wording. */
  public boolean isToEarlierVersion() {
    return current.filter(a -> a.choice().form().getVersion() < form.getVersion()).isPresent();
  }

  /** The agreement that does not count since the visit was moved: its wording ends before. */
  public Optional<Receipt> lapsed() {
    return earlier.stream().filter(Receipt::isLapsed).findFirst();
  }

  /** {@code permit}, {@code deny} or {@code open}, for message keys. */
  public String getCode() {
    return current.map(answer -> answer.choice().provision().code()).orElse("open");
  }
}
