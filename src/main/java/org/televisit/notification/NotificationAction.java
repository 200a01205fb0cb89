package org.televisit.notification;

import org.televisit.audit.AuditAction;

enum NotificationAction implements AuditAction {
  /** A message was handed to the mail server. */
  SEND("notification.send"),
  /** The list of what could not be sent was read. */
  READ("notification.read"),
  /** What could not be sent shall be tried again. */
  RESEND("notification.resend"),
  /** A practitioner's calendar got an address. */
  ISSUE_FEED("calendar-feed.issue"),
  REVOKE_FEED("calendar-feed.revoke"),
  /** A calendar program read it; once a day. */
  READ_FEED("calendar-feed.read"),
  /** A visit was taken as a file for the own calendar. */
  EXPORT("appointment.export");

  private final String code;

  NotificationAction(String code) {
    this.code = code;
  }

  @Override
  public String code() {
    return code;
  }
}
