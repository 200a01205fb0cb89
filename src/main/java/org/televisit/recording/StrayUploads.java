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
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/**
 * Uploads with an unknown or spent token. A quick refusal would make the media server reconnect
 * hundreds of times a second; so the request is held, unread and without a thread, while the
 * sender's buffers fill up, and its connection is closed after a while. What is held is bounded.
 */
@ApplicationScoped
class StrayUploads {

  private static final Logger LOG = System.getLogger(StrayUploads.class.getName());
  private static final Duration HELD = Duration.ofSeconds(30);
  private static final int MOST = 64;

  /** One audit event a minute at most: a server that insists must not fill the trail. */
  private static final Duration AUDIT_PAUSE = Duration.ofMinutes(1);

  @Inject AuditTrail trail;
  @Inject Clock clock;

  private final Semaphore places = new Semaphore(MOST);
  private @Nullable Instant audited;

  void hold(HttpServletRequest request, HttpServletResponse response) {
    if (mayAudit(clock.instant())) {
      LOG.log(WARNING, "an upload came with an unknown or spent token");
      trail.refused(Actor.system("ingest"), RecordingAction.INGEST, "page/ingest");
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

  private synchronized boolean mayAudit(Instant now) {
    Instant last = audited;
    if (last != null && now.isBefore(last.plus(AUDIT_PAUSE))) {
      return false;
    }
    audited = now;
    return true;
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
