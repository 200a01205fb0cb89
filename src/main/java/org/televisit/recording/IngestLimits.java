package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much one recording may be: what a media server gone wild can take of disk and threads. */
@ApplicationScoped
class IngestLimits {

  @Inject
  @ConfigProperty(name = "televisit.ingest.max-bytes")
  long maxBytes;

  @Inject
  @ConfigProperty(name = "televisit.ingest.max-duration")
  Duration maxDuration;

  @Inject
  @ConfigProperty(name = "televisit.ingest.max-silence")
  Duration maxSilence;

  boolean reachedBy(Received count) {
    return count.bytes() >= maxBytes || count.lasted().compareTo(maxDuration) >= 0;
  }

  /** A paused recorder sends nothing for minutes, and is alive. */
  Duration maxSilence() {
    return maxSilence;
  }
}
