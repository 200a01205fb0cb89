package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much one recording may be: what a media server gone wild can take of the disk. */
@ApplicationScoped
class IngestLimits {

  @Inject
  @ConfigProperty(name = "televisit.ingest.max-bytes")
  long maxBytes;

  @Inject
  @ConfigProperty(name = "televisit.ingest.max-duration")
  Duration maxDuration;

  boolean reachedBy(long bytes, Duration time) {
    return bytes >= maxBytes || time.compareTo(maxDuration) >= 0;
  }
}
