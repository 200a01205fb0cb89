package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.PersonRef;
import org.televisit.identity.Role;
import org.televisit.platform.NotAllowedException;
import org.televisit.platform.NotFoundException;

/** The secret address at which a practitioner's own calendar program reads their visits. */
@ApplicationScoped
public class CalendarFeeds {

  @Inject FeedRegister register;
  @Inject People people;
  @Inject MailSettings settings;
  @Inject AuditTrail trail;

  /**
   * What is known of the practitioner's address; empty where there is none.
   *
   * @throws NotAllowedException for everybody else; the refusal is audited
   */
  public Optional<CalendarFeed> current(Actor actor) {
    return register.current(practitioner(actor, NotificationAction.READ_FEED).id());
  }

  /**
   * Gives the practitioner's calendar a new address; the one before leads nowhere from now on.
   *
   * @return the address, which cannot be found out again
   * @throws NotAllowedException for everybody else; the refusal is audited
   */
  public String issue(Actor actor) {
    PersonRef practitioner = practitioner(actor, NotificationAction.ISSUE_FEED);
    FeedToken token = FeedToken.random();
    register.issue(actor, practitioner.id(), token);
    return settings.page("/feed/" + token.text() + ".ics").toString();
  }

  /**
   * The practitioner's calendar has no address any more.
   *
   * @throws NotAllowedException for everybody else; the refusal is audited
   */
  public void revoke(Actor actor) {
    register.revoke(actor, practitioner(actor, NotificationAction.REVOKE_FEED).id());
  }

  private PersonRef practitioner(Actor actor, NotificationAction action) {
    if (!actor.is(Role.PRACTITIONER)) {
      trail.refused(actor, action, "calendar-feed", "role");
      throw new NotAllowedException("a feed is a practitioner's");
    }
    return people
        .practitionerWith(actor.subject())
        .orElseThrow(() -> new NotFoundException("no practitioner " + actor.subject()));
  }
}
