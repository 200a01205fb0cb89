package org.televisit.identity;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;

/** Where each role's day begins. */
@Named
@RequestScoped
public class StartPage {

  static final String WELCOME = "/index.xhtml";

  @Inject Actor actor;

  /** The person's own start page, below the context path; the welcome page for a stranger. */
  public String getPath() {
    return of(actor);
  }

  /** Sends a signed-in person to the own start page; lets a stranger stay. */
  public @Nullable String open() {
    String path = of(actor);
    return path.equals(WELCOME) ? null : path + "?faces-redirect=true";
  }

  static String of(Actor actor) {
    return actor.role().map(StartPage::of).orElse(WELCOME);
  }

  private static String of(Role role) {
    return switch (role) {
      case PATIENT, RELATED_PERSON -> "/patient/home.xhtml";
      case PRACTITIONER -> "/practitioner/today.xhtml";
      case CLINIC_ADMIN -> "/admin/board.xhtml";
      case COMPLIANCE -> "/compliance/queue.xhtml";
    };
  }
}
