/**
 * What people are told outside of the application: mails about their visits, and calendars that
 * their own programs read.
 *
 * <p>Entry points: the events of {@code scheduling} are heard by {@code Announcements}, which
 * writes into the outbox; {@link org.televisit.notification.NotificationService} shows what could
 * not be sent; {@link org.televisit.notification.CalendarFeeds} hands out calendars. Nothing that
 * leaves here says more of a visit than that it takes place, when, and where to sign in.
 */
@NullMarked
package org.televisit.notification;

import org.jspecify.annotations.NullMarked;
