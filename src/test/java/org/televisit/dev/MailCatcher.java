package org.televisit.dev;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Takes every message that the clinic sends, and keeps it as a readable file instead. */
final class MailCatcher {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);

  private final Settings settings;

  MailCatcher(Settings settings) {
    this.settings = settings;
  }

  GreenMail start() {
    Directories.create(settings.mail());
    GreenMail server =
        new GreenMail(
            new ServerSetup(settings.port(Service.SMTP), "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    UserManager people = server.getManagers().getUserManager();
    people.setMessageDeliveryHandler((message, recipient) -> keep(message, recipient, people));
    server.start();
    return server;
  }

  private GreenMailUser keep(MovingMessage message, MailAddress recipient, UserManager people)
      throws MessagingException, UserException {
    String to = recipient.getEmail();
    String name = NAME.format(Instant.now()) + "-" + to.replaceAll("[^A-Za-z0-9.@-]", "_") + ".eml";
    try (OutputStream file = Files.newOutputStream(settings.mail().resolve(name))) {
      message.getMessage().writeTo(file);
    } catch (IOException e) {
      throw new MessagingException("cannot keep a message", e);
    }
    GreenMailUser known = people.getUserByEmail(to);
    return known != null ? known : people.createUser(to, to, to);
  }
}
