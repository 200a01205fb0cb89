package org.televisit.fhir;

import jakarta.enterprise.context.RequestScoped;
import java.util.Locale;
import org.televisit.identity.Actor;
import org.televisit.platform.ProblemException;
import org.televisit.platform.Texts;

/** On whose behalf the request is made; anonymous until the gate has let it in. */
@RequestScoped
class Caller {

  private Actor actor = Actor.anonymous();
  private Locale locale = Locale.ENGLISH;

  Actor actor() {
    return actor;
  }

  /** The words of the pages, in the language of the request. */
  String inWords(ProblemException problem) {
    return Texts.in(locale, problem.key(), problem.arguments().toArray());
  }

  void admit(Actor person, Locale language) {
    actor = person;
    locale = language;
  }
}
