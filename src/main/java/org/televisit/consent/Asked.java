package org.televisit.consent;

import java.util.List;
import java.util.Optional;
import org.televisit.identity.PersonRef;

/**
 * The questions about one person in one visit, as one reader sees them.
 *
 * @param person whose consent is asked for
 * @param self whether the reader is that person
 * @param answerable whether the reader may answer; a minor only reads
 * @param representatives names of who answers instead, if the person is a minor
 * @param place where the person takes part from, a code of {@link Jurisdiction}, if stated
 */
public record Asked(
    PersonRef person,
    boolean self,
    boolean answerable,
    List<String> representatives,
    Optional<String> place,
    List<Question> questions) {

  /** The representatives in one line. */
  public String getSpeakers() {
    return String.join(", ", representatives);
  }
}
