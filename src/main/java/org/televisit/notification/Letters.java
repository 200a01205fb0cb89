package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.televisit.notification.Letter.Invitation;
import org.televisit.platform.ClinicInfo;
import org.televisit.platform.Texts;

/**
 * Puts notifications into words: in the person's language, by the person's clock. A letter names
 * nobody and no reason, as mail is read by many on its way: that there is a video visit at this
 * clinic, when, and where to sign in.
 */
@ApplicationScoped
class Letters {

  @Inject ClinicInfo clinic;
  @Inject MailSettings settings;
  @Inject CalendarWriter calendars;

  Letter write(Outbox.Due due) {
    Notification news = due.notification();
    Locale locale = due.contact().language().locale();
    LetterTimes times =
        new LetterTimes(
            Objects.requireNonNullElse(due.contact().zone(), clinic.getZone()),
            clinic.getZone(),
            locale);
    return new Letter(
        news.getId(),
        due.address(),
        locale,
        Texts.in(
            locale,
            "notification.subject." + news.getKind().code(),
            times.start(news.getSlot().start())),
        text(news, times, locale),
        invitation(due, locale));
  }

  private String text(Notification news, LetterTimes times, Locale locale) {
    String what = news.getKind().code() + "." + news.getPart().realmName();
    StringBuilder text = new StringBuilder();
    text.append(Texts.in(locale, "notification.hello")).append("\n\n");
    text.append(Texts.in(locale, "notification.news." + what, clinic.getName())).append("\n\n");
    text.append(times.lines(news.getSlot())).append("\n\n");
    if (news.getMovedFrom() != null) {
      text.append(Texts.in(locale, "notification.movedFrom", times.start(news.getMovedFrom())))
          .append("\n\n");
    }
    boolean over = news.getKind() == Kind.CANCELLATION;
    text.append(Texts.in(locale, over ? "notification.linkCancelled" : "notification.link"))
        .append("\n\n  ")
        .append(link(news))
        .append("\n\n");
    if (news.getKind() != Kind.REMINDER) {
      text.append(
              Texts.in(locale, over ? "notification.attachedCancelled" : "notification.attached"))
          .append("\n\n");
    }
    return text.append(Texts.in(locale, "notification.noReply", clinic.getName()))
        .append("\n")
        .toString();
  }

  /** Behind sign-in, and the id of an appointment says nothing to a stranger. */
  private String link(Notification news) {
    return settings
        .page(
            news.getKind() == Kind.CANCELLATION
                ? "/index.xhtml"
                : VisitIcs.PAGE + news.getAppointment())
        .toString();
  }

  private @Nullable Invitation invitation(Outbox.Due due, Locale locale) {
    Notification news = due.notification();
    if (news.getKind() == Kind.REMINDER) {
      return null;
    }
    VisitIcs ics = calendars.in(locale);
    VisitIcs.Entry entry =
        new VisitIcs.Entry(
            news.getAppointment(),
            news.getSequence(),
            news.getSlot(),
            news.getKind() == Kind.CANCELLATION);
    return news.getKind() == Kind.CANCELLATION
        ? new Invitation("CANCEL", ics.cancel(entry, due.address()))
        : new Invitation("REQUEST", ics.request(entry, due.address()));
  }
}
