package org.televisit.recording;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.System.Logger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/**
 * Uploads that nobody may make. A quick refusal would make the media server connect again, hundreds
 * of times a second; so the request is held, unread and without a thread, while the sender's
 * buffers fill up, and is answered after a while. What is held is bounded.
 */
@ApplicationScoped
class StrayUploads {

  private static final Logger LOG = System.getLogger(StrayUploads.class.getName());
  private static final Actor INGEST = Actor.system("ingest");
  private static final Duration HELD = Duration.ofSeconds(30);

  /** Many more than a node can record, since each recorder holds one connection at a time. */
  private static final int MOST = 512;

  /** One audit event a minute and reason: a server that insists must not fill the trail. */
  private static final Duration AUDIT_PAUSE = Duration.ofMinutes(1);

  /** Why an upload is not taken. */
  enum Reason {
    UNKNOWN_TOKEN,
    SPENT_TOKEN,
    FOREIGN_NETWORK;

    String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  @Inject AuditTrail trail;
  @Inject Clock clock;

  private final Semaphore places = new Semaphore(MOST);
  private final Map<Reason, Instant> audited = new EnumMap<>(Reason.class);

  void hold(Reason why, HttpServletRequest request, HttpServletResponse response) {
    if (mayAudit(why, clock.instant())) {
      audit(why, request.getRemoteAddr());
    }
    response.setHeader("Connection", "close");
    if (!places.tryAcquire()) {
      response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    AsyncContext held = request.startAsync();
    held.setTimeout(HELD.toMillis());
    held.addListener(new Release(response));
  }

  private synchronized boolean mayAudit(Reason why, Instant now) {
    Instant last = audited.get(why);
    if (last != null && now.isBefore(last.plus(AUDIT_PAUSE))) {
      return false;
    }
    audited.put(why, now);
    return true;
  }

  /** The sender is refused in any case; an event that cannot be written is written next time. */
  private void audit(Reason why, String sender) {
    LOG.log(WARNING, "an upload from {0} is not taken: {1}", sender, why.code());
    try {
      trail.refused(INGEST, RecordingAction.INGEST, "page/ingest", why.code() + " from " + sender);
    } catch (RuntimeException e) {
      LOG.log(WARNING, "and this could not be audited", e);
      forget(why);
    }
  }

  private synchronized void forget(Reason why) {
    audited.remove(why);
  }

  /** Ends a held request, and gives its place back exactly once. */
  private final class Release implements AsyncListener {

    private final HttpServletResponse response;

    Release(HttpServletResponse response) {
      this.response = response;
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      event.getAsyncContext().complete();
    }

    @Override
    public void onError(AsyncEvent event) {
      event.getAsyncContext().complete();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      places.release();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      throw new IllegalStateException("held requests are not dispatched again");
    }
  }
}
