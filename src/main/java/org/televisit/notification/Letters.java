package org.televisit.notification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.televisit.identity.Role;
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
            locale, "notification.subject." + tidings(news), times.start(news.getSlot().start())),
        text(news, times, locale),
        invitation(due, locale));
  }

  /** Which words say it: those of its kind, or that another doctor sees the patient. */
  private static String tidings(Notification news) {
    return news.isHandedOver() ? "handedOver" : news.getKind().code();
  }

  private String text(Notification news, LetterTimes times, Locale locale) {
    String what = tidings(news) + "." + news.getPart().realmName();
    List<String> paragraphs = new ArrayList<>();
    paragraphs.add(Texts.in(locale, "notification.hello"));
    paragraphs.add(Texts.in(locale, "notification.news." + what, clinic.getName()));
    paragraphs.add(times.lines(news.getSlot()));
    if (news.getMovedFrom() != null && !news.isHandedOver()) {
      paragraphs.add(Texts.in(locale, "notification.movedFrom", times.start(news.getMovedFrom())));
    }
    if (news.isOtherDoctor() && news.getPart() != Role.PRACTITIONER) {
      paragraphs.add(Texts.in(locale, "notification.otherDoctor"));
    }
    if (news.getKind() == Kind.OFFER) {
      paragraphs.add(
          Texts.in(locale, "notification.offerUntil", times.moment(news.getUsefulUntil())));
    }
    paragraphs.add(Texts.in(locale, "notification.link." + way(news)));
    paragraphs.add("  " + link(news));
    if (invites(news)) {
      boolean over = news.getKind() == Kind.CANCELLATION;
      paragraphs.add(
          Texts.in(locale, over ? "notification.attachedCancelled" : "notification.attached"));
    }
    paragraphs.add(Texts.in(locale, "notification.noReply", clinic.getName()));
    return String.join("\n\n", paragraphs) + "\n";
  }

  /** Where the letter leads: to the visit, to the decision on an offer, or to all the others. */
  private static String way(Notification news) {
    return switch (news.getKind()) {
      case CONFIRMATION, CHANGE, REMINDER -> "visit";
      case CANCELLATION -> "others";
      case OFFER -> "offer";
    };
  }

  /** Behind sign-in, and the id of an appointment says nothing to a stranger. */
  private String link(Notification news) {
    return settings
        .page(
            switch (news.getKind()) {
              case CONFIRMATION, CHANGE, REMINDER -> VisitIcs.PAGE + news.getAppointment();
              case CANCELLATION -> "/index.xhtml";
              case OFFER -> VisitLinkServlet.OFFER + "/" + news.getAppointment();
            })
        .toString();
  }

  /** A reminder is in the calendar already, and what is only offered does not belong there. */
  private static boolean invites(Notification news) {
    return news.getKind() != Kind.REMINDER && news.getKind() != Kind.OFFER;
  }

  private @Nullable Invitation invitation(Outbox.Due due, Locale locale) {
    Notification news = due.notification();
    if (!invites(news)) {
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
