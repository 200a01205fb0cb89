package org.televisit.notification;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The clinic's mail server. Its address and the sender are those of the application server's mail
 * session; an account, if it asks for one, is configured here, as that session cannot do without
 * one if it has the place for it.
 */
@ApplicationScoped
class MailServer {

  private static final String CONNECT_MILLIS = "10000";
  private static final String ANSWER_MILLIS = "20000"; // for each command; see Outbox.LEASE

  @Resource(lookup = "java:jboss/mail/Default")
  Session server;

  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.smtp.user")
  Optional<String> user;

  @Inject
  @ConfigProperty(name = "televisit.smtp.password")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "televisit.smtp.password-file")
  Optional<String> passwordFile;

  @Inject
  @ConfigProperty(name = "televisit.smtp.starttls")
  boolean starttls;

  /** The address from which the clinic writes, and which nobody reads. */
  String sender() {
    @Nullable InternetAddress from = InternetAddress.getLocalAddress(server);
    return Objects.requireNonNull(from, "the mail session has no sender").getAddress();
  }

  /**
   * Hands a letter over; when this returns, the server has taken responsibility for it (RFC 5321
   * 4.2.5).
   *
   * @throws MailServerAwayException if nothing can be handed over at present
   * @throws LetterRefusedException if this letter was not taken
   */
  void send(Letter letter) {
    Session session = Session.getInstance(settings());
    MimeMessage message = MailMessage.of(letter, session, sender(), clock.instant());
    try (Transport transport = connect(session)) {
      transport.sendMessage(message, message.getAllRecipients());
    } catch (SendFailedException e) {
      throw new LetterRefusedException(isForGood(e) ? Trouble.REFUSED : Trouble.DEFERRED, e);
    } catch (MessagingException e) {
      throw new LetterRefusedException(Trouble.DEFERRED, e);
    }
  }

  private Transport connect(Session session) {
    try {
      Transport transport = session.getTransport("smtp");
      transport.connect(user.orElse(null), user.isPresent() ? secret() : null);
      return transport;
    } catch (MessagingException | IOException e) {
      throw new MailServerAwayException(e);
    }
  }

  /** Read for each message, so that a new one needs no restart. */
  private String secret() throws IOException {
    return passwordFile.isPresent()
        ? Files.readString(Path.of(passwordFile.get())).strip()
        : password.orElse("");
  }

  /** Address and sender of the server's session, and what keeps a slow server from holding us. */
  private Properties settings() {
    Properties settings = new Properties();
    settings.putAll(server.getProperties());
    settings.setProperty("mail.smtp.connectiontimeout", CONNECT_MILLIS);
    settings.setProperty("mail.smtp.timeout", ANSWER_MILLIS);
    settings.setProperty("mail.smtp.writetimeout", ANSWER_MILLIS);
    settings.setProperty("mail.smtp.quitwait", "false"); // what was taken is taken
    settings.setProperty("mail.smtp.auth", String.valueOf(user.isPresent()));
    if (starttls) {
      settings.setProperty("mail.smtp.starttls.enable", "true");
      settings.setProperty("mail.smtp.starttls.required", "true");
      settings.setProperty("mail.smtp.ssl.checkserveridentity", "true");
    }
    return settings;
  }

  /** The server will not take this address later either, as it answered with 5yz. */
  private static boolean isForGood(SendFailedException failure) {
    Address @Nullable [] invalid = failure.getInvalidAddresses();
    return invalid != null && invalid.length > 0;
  }
}
