package org.televisit.notification;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.util.List;

/** Opens messages as a mail program does. */
final class LetterReader {
  private LetterReader() {}

  static String messageId(MimeMessage message) {
    try {
      return message.getMessageID();
    } catch (MessagingException e) {
      throw new IllegalStateException(e);
    }
  }

  static String text(MimeMessage message) throws MessagingException, IOException {
    return parts(message).getBodyPart(0).getContent().toString();
  }

  /** The lines of the calendar part; none where there is no such part. */
  static List<String> calendar(MimeMessage message) throws MessagingException, IOException {
    MimeMultipart parts = parts(message);
    if (parts.getCount() < 2) {
      return List.of();
    }
    return new String(parts.getBodyPart(1).getInputStream().readAllBytes(), UTF_8).lines().toList();
  }

  private static MimeMultipart parts(MimeMessage message) throws MessagingException, IOException {
    return (MimeMultipart) message.getContent();
  }
}
