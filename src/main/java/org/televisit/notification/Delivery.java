package org.televisit.notification;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries what is due to the mail server, one message after the other. Each is taken in a
 * transaction, sent outside of any, and marked in another, so that every node may do this at once.
 * Who dies in between leaves a message that another node sends again, under the same Message-ID,
 * once the lease is over.
 */
@ApplicationScoped
class Delivery {

  private static final Logger LOG = System.getLogger(Delivery.class.getName());

  @Inject Outbox outbox;
  @Inject Letters letters;
  @Inject MailServer server;

  private final AtomicBoolean away = new AtomicBoolean();
  private volatile boolean stopping;

  /** Sends all that is due, or as far as the mail server goes along; returns how many it took. */
  synchronized int deliver() {
    int sent = 0;
    while (!stopping) {
      Optional<Outbox.Due> due = outbox.take();
      if (due.isEmpty()) {
        return sent;
      }
      try {
        sent += deliver(due.get()) ? 1 : 0;
      } catch (MailServerAwayException e) {
        outbox.postponed(due.get().notification(), Trouble.UNREACHABLE);
        noteAway(e);
        return sent;
      }
    }
    return sent;
  }

  /** Ends after the message that is being sent, whose end is awaited: it shall be marked. */
  void stop() {
    stopping = true;
    synchronized (this) {
      LOG.log(INFO, "no more messages are sent");
    }
  }

  private boolean deliver(Outbox.Due due) {
    Notification message = due.notification();
    try {
      server.send(letters.write(due));
    } catch (LetterRefusedException e) {
      noteRefused(message, e);
      return false;
    } catch (MailServerAwayException e) {
      throw e;
    } catch (RuntimeException e) { // one that cannot be written shall not stop the others
      LOG.log(WARNING, "notification " + message.getId() + " could not be written", e);
      outbox.deferred(message, Trouble.DEFECT);
      return false;
    }
    outbox.sent(message);
    if (away.getAndSet(false)) {
      LOG.log(INFO, "the mail server takes messages again");
    }
    return true;
  }

  /** The server's answer may quote an address, so it is not logged. */
  private void noteRefused(Notification message, LetterRefusedException refusal) {
    LOG.log(WARNING, "notification {0}: {1}", message.getId(), refusal.why());
    if (refusal.why() == Trouble.REFUSED) {
      outbox.failed(message, Trouble.REFUSED);
    } else {
      outbox.deferred(message, Trouble.DEFERRED);
    }
  }

  /** Once per outage. */
  private void noteAway(MailServerAwayException failure) {
    if (!away.getAndSet(true)) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      LOG.log(WARNING, "the mail server is away: {0}", cause.getClass().getSimpleName());
    }
  }
}
