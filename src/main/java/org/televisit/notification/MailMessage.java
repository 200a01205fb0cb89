package org.televisit.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.time.Instant;
import java.util.Date;
import org.televisit.notification.Letter.Invitation;

/** A letter on the wire: plain text, and for a calendar program a second part (RFC 6047). */
final class MailMessage extends MimeMessage {

  private final String messageId;

  private MailMessage(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /** The letter's own id instead of a random one: the same at each attempt. */
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }

  /**
   * @param sender the clinic's address
   * @throws LetterRefusedException if the address is none
   * @throws IllegalArgumentException if the letter cannot be put into the form of a message
   */
  static MimeMessage of(Letter letter, Session session, String sender, Instant now) {
    String domain = sender.substring(sender.indexOf('@') + 1);
    MailMessage message = new MailMessage(session, "<" + letter.id() + "@" + domain + ">");
    try {
      message.setFrom(new InternetAddress(sender));
      message.setRecipient(Message.RecipientType.TO, new InternetAddress(letter.to(), true));
      message.setSubject(letter.subject(), UTF_8.name());
      message.setSentDate(Date.from(now));
      message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody answers by machine
      message.setHeader("Content-Language", letter.locale().toLanguageTag());
      message.setContent(parts(letter));
      return message;
    } catch (AddressException e) {
      throw new LetterRefusedException(Trouble.REFUSED, e); // looks like an address, and is none
    } catch (MessagingException e) {
      throw new IllegalArgumentException("no message can be made of letter " + letter.id(), e);
    }
  }

  private static MimeMultipart parts(Letter letter) throws MessagingException {
    MimeMultipart parts = new MimeMultipart("mixed");
    MimeBodyPart text = new MimeBodyPart();
    text.setText(letter.text(), UTF_8.name());
    parts.addBodyPart(text);
    if (letter.invitation() != null) {
      parts.addBodyPart(calendar(letter.invitation()));
    }
    return parts;
  }

  private static MimeBodyPart calendar(Invitation invitation) throws MessagingException {
    MimeBodyPart calendar = new MimeBodyPart();
    calendar.setDataHandler(
        new DataHandler(
            new ByteArrayDataSource(
                invitation.ics(),
                "text/calendar; charset=UTF-8; method="
                    + invitation.method()
                    + "; name=visit.ics")));
    calendar.setFileName("visit.ics");
    calendar.setDisposition(Part.ATTACHMENT);
    return calendar;
  }
}
