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
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.televisit.audit.AuditTrail;
import org.televisit.identity.Actor;

/**
 * Uploads that nobody may make. A quick refusal would make the media server connect again, hundreds
 * of times a second; so the request is held, unread and without a thread, while the sender's
 * buffers fill up, and is answered after a while. What is held is bounded: where there are too many
 * the one that was held longest is answered, and the newcomer waits in its place, so that nobody is
 * ever answered at once.
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

  private final Set<Held> held = new LinkedHashSet<>();
  private final Map<Reason, Instant> audited = new EnumMap<>(Reason.class);

  void hold(Reason why, HttpServletRequest request, HttpServletResponse response) {
    if (mayAudit(why, clock.instant())) {
      audit(why, request.getRemoteAddr());
    }
    response.setHeader("Connection", "close");
    AsyncContext context = request.startAsync();
    context.setTimeout(HELD.toMillis());
    Held newcomer = new Held(context, response);
    context.addListener(newcomer);
    add(newcomer).ifPresent(Held::refuse);
  }

  /**
   * @return whoever has to go instead
   */
  private synchronized Optional<Held> add(Held newcomer) {
    held.add(newcomer);
    Optional<Held> oldest = held.stream().filter(h -> held.size() > MOST).findFirst();
    oldest.ifPresent(held::remove);
    return oldest;
  }

  private synchronized void remove(Held gone) {
    held.remove(gone);
  }

  /** How many are held now. */
  synchronized int held() {
    return held.size();
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

  /** A request that waits for its refusal, which it gets once. */
  private final class Held implements AsyncListener {

    private final AsyncContext context;
    private final HttpServletResponse response;
    private final AtomicBoolean over = new AtomicBoolean();

    Held(AsyncContext context, HttpServletResponse response) {
      this.context = context;
      this.response = response;
    }

    void refuse() {
      if (over.compareAndSet(false, true)) {
        response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        context.complete();
      }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      refuse();
    }

    @Override
    public void onError(AsyncEvent event) {
      refuse();
    }

    @Override
    public void onComplete(AsyncEvent event) {
      over.set(true);
      remove(this);
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      throw new IllegalStateException("held requests are not dispatched again");
    }
  }
}
