package org.televisit.notification;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message as it is sent.
 *
 * @param id the same at each attempt; it becomes the Message-ID, by which a mailbox recognises what
 *     it has already
 * @param to an address that the person's provider has verified
 * @param invitation iCalendar; null where there is nothing for a calendar
 */
record Letter(
    UUID id,
    String to,
    Locale locale,
    String subject,
    String text,
    @Nullable Invitation invitation) {

  /**
   * What a calendar program reads.
   *
   * @param method RFC 5546, the parameter of its MIME type
   */
  record Invitation(String method, byte[] ics) {}
}
