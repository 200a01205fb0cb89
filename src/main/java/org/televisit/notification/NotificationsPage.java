package org.televisit.notification;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.NotFoundException;
import org.televisit.platform.Notices;

/** Backs {@code admin/notifications.xhtml}: what could not be told to people. */
@Named
@RequestScoped
public class NotificationsPage {

  @Inject NotificationService notifications;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable List<Undelivered> all;

  public List<Undelivered> getAll() {
    List<Undelivered> read = all == null ? notifications.undelivered(actor) : all;
    all = read;
    return read;
  }

  /** Takes the id as the pressed button says it. */
  public String resend(String id) {
    notifications.resend(actor, parse(id));
    notices.ok("notification.resent");
    return "/admin/notifications.xhtml?faces-redirect=true";
  }

  private static UUID parse(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw new NotFoundException("no notification has such an id");
    }
  }
}
