package org.televisit.notification;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.RequestScoped;
import jakarta.faces.context.FacesContext;
import jakarta.faces.context.Flash;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Actor;
import org.televisit.platform.Notices;

/** Backs {@code practitioner/feed.xhtml}: the address of the own calendar. */
@Named
@RequestScoped
public class FeedPage {

  private static final String PAGE = "/practitioner/feed.xhtml?faces-redirect=true";
  private static final String ADDRESS = "feed";

  @Inject CalendarFeeds feeds;
  @Inject Notices notices;
  @Inject Actor actor;

  private @Nullable CalendarFeed current;
  private @Nullable String address;

  @PostConstruct
  void load() {
    current = feeds.current(actor).orElse(null);
    address = (String) flash().get(ADDRESS);
  }

  /** A new address is shown on the next page, once. */
  public String issue() {
    flash().put(ADDRESS, feeds.issue(actor));
    notices.ok("notification.feed.issued");
    return PAGE;
  }

  public String revoke() {
    feeds.revoke(actor);
    notices.ok("notification.feed.revoked");
    return PAGE;
  }

  public @Nullable CalendarFeed getCurrent() {
    return current;
  }

  /** The address itself, right after it was made; null ever after. */
  public @Nullable String getAddress() {
    return address;
  }

  private static Flash flash() {
    return FacesContext.getCurrentInstance().getExternalContext().getFlash();
  }
}
