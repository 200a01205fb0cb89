package org.televisit.identity;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;

/** Makes the actor of the current request injectable, and readable in pages as {@code actor}. */
@Dependent
class ActorProducer {

  @Produces
  @Dependent
  @Named("actor")
  static Actor actor(HttpServletRequest request) {
    return ActorFactory.from(request);
  }
}
