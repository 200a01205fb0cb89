package org.televisit.notification;

import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Session;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.televisit.audit.StandaloneTrail;
import org.televisit.identity.Actor;
import org.televisit.identity.Contact;
import org.televisit.identity.Contacts;
import org.televisit.identity.StandaloneContacts;
import org.televisit.platform.ClinicInfo;
import org.televisit.scheduling.AppointmentId;

/** One node that sends: the real classes on a connection of its own, with real transactions. */
final class OutboxNode implements AutoCloseable {

  static final ZoneId CLINIC = ZoneId.of("Europe/Berlin");
  static final List<Duration> LEADS = List.of(Duration.ofHours(24), Duration.ofHours(1));

  final Outbox outbox;
  final Delivery delivery;
  private final EntityManager entities;
  private final Contacts contacts;
  private boolean dead;

  OutboxNode(EntityManagerFactory database, int smtpPort, Clock clock) {
    this.entities = database.createEntityManager();
    this.contacts = StandaloneContacts.of(entities, clock);
    this.outbox = new InTransactions();
    outbox.entities = entities;
    outbox.contacts = contacts;
    outbox.trail = StandaloneTrail.of(entities, clock);
    outbox.clock = clock;
    MailServer server = new MailServer();
    server.server = session(smtpPort);
    server.clock = clock;
    server.user = Optional.empty();
    server.password = Optional.empty();
    server.passwordFile = Optional.empty();
    CalendarWriter calendars = new CalendarWriter();
    calendars.clinic = clinic();
    calendars.settings = settings();
    calendars.server = server;
    calendars.clock = clock;
    Letters letters = new Letters();
    letters.clinic = clinic();
    letters.settings = settings();
    letters.calendars = calendars;
    this.delivery = new Delivery();
    delivery.outbox = outbox;
    delivery.letters = letters;
    delivery.server = server;
  }

  private static Session session(int port) {
    Properties properties = new Properties();
    properties.setProperty("mail.smtp.host", "127.0.0.1");
    properties.setProperty("mail.smtp.port", String.valueOf(port));
    properties.setProperty("mail.from", "no-reply@televisit.example");
    properties.setProperty("mail.transport.protocol", ServerSetup.PROTOCOL_SMTP);
    return Session.getInstance(properties);
  }

  private static ClinicInfo clinic() {
    return new ClinicInfo() {
      @Override
      public String getName() {
        return "Riverside Clinic";
      }

      @Override
      public ZoneId getZone() {
        return CLINIC;
      }
    };
  }

  private static MailSettings settings() {
    MailSettings settings = new MailSettings();
    settings.reminders = Optional.of(LEADS);
    settings.address = URI.create("https://clinic.example");
    return settings;
  }

  void reach(String subject, Contact contact) {
    inTransaction(
        () -> {
          contacts.reach(subject, contact);
          return true;
        });
  }

  void announce(Announcement news) {
    outbox.announce(news, LEADS);
  }

  int deliver() {
    return delivery.deliver();
  }

  /** From now on it does not get to say what became of a message. */
  void dieBeforeMarking() {
    dead = true;
  }

  @Override
  public void close() {
    entities.close();
  }

  private <T> T inTransaction(Supplier<T> work) {
    entities.getTransaction().begin();
    try {
      T result = work.get();
      entities.getTransaction().commit();
      return result;
    } catch (RuntimeException e) {
      entities.getTransaction().rollback();
      throw e;
    } finally {
      entities.clear();
    }
  }

  /** What the server's interceptor does for each method. */
  private final class InTransactions extends Outbox {
    @Override
    void announce(Announcement news, List<Duration> leads) {
      run(() -> super.announce(news, leads));
    }

    @Override
    void withdraw(AppointmentId appointment) {
      if (entities.getTransaction().isActive()) {
        super.withdraw(appointment);
      } else {
        run(() -> super.withdraw(appointment));
      }
    }

    @Override
    Optional<Due> take() {
      return inTransaction(super::take);
    }

    @Override
    void sent(Notification taken) {
      if (dead) {
        throw new NodeDied();
      }
      run(() -> super.sent(taken));
    }

    @Override
    void failed(Notification taken, Trouble why) {
      run(() -> super.failed(taken, why));
    }

    @Override
    void deferred(Notification taken, Trouble why) {
      run(() -> super.deferred(taken, why));
    }

    @Override
    void postponed(Notification taken, Trouble why) {
      run(() -> super.postponed(taken, why));
    }

    @Override
    List<Notification> troubled(Actor actor) {
      return inTransaction(() -> super.troubled(actor));
    }

    @Override
    void again(Actor actor, UUID id) {
      run(() -> super.again(actor, id));
    }

    private void run(Runnable work) {
      inTransaction(
          () -> {
            work.run();
            return true;
          });
    }
  }

  /** The process is gone; nothing of it goes on. */
  static final class NodeDied extends Error {
    private static final long serialVersionUID = 1L;
  }
}
