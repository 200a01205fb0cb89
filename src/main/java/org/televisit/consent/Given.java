package org.televisit.consent;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Relation;

/**
 * Who gave an answer, and how.
 *
 * @param by OIDC subject of the person who answered: oneself, or a representative
 * @param relation the related person as which a representative answered; null for oneself
 * @param witness OIDC subject of the practitioner who heard it; null unless it was spoken
 */
@Embeddable
record Given(
    @Column(name = "answered_by", nullable = false, updatable = false) String by,
    @Column(name = "related_person_id", updatable = false) @Nullable UUID relation,
    @Column(nullable = false, updatable = false) How how,
    @Column(updatable = false) @Nullable String witness) {

  /** Answered by the person concerned, on a page. */
  static Given self(String subject) {
    return new Given(subject, null, How.PAGE, null);
  }

  /** Answered for another, on a page. */
  static Given as(Relation representative) {
    return new Given(representative.person().subject(), representative.id(), How.PAGE, null);
  }

  /** The same, but said aloud. */
  Given before(String practitioner) {
    return new Given(by, relation, How.SPOKEN, practitioner);
  }
}
