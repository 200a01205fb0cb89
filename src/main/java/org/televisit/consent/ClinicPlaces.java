package org.televisit.consent;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Writes down where the clinic is, whenever it is another place than before: the configuration only
 * says where it is today, and a certificate asks where it was.
 */
@ApplicationScoped
@Transactional
class ClinicPlaces {

  private static final System.Logger LOG = System.getLogger(ClinicPlaces.class.getName());

  @Inject Consents consents;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "televisit.clinic.jurisdiction")
  String home;

  /** Whatever is recorded by this node is recorded by this place's law. */
  void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
    note(home);
  }

  /** From now on the clinic is there; the first place counts for all that was before, too. */
  void note(String place) {
    consents.jurisdictionForChange(Jurisdiction.ELSEWHERE); // other nodes wait, as do recordings
    NavigableMap<Instant, String> before = consents.clinicPlaces();
    Map.Entry<Instant, String> last = before.lastEntry();
    if (last == null) {
      consents.add(new ClinicPlace(Instant.EPOCH, place));
    } else if (!last.getValue().equals(place)) {
      consents.add(new ClinicPlace(after(last.getKey()), place));
      LOG.log(
          System.Logger.Level.INFO,
          "the clinic is in {0}, no longer in {1}",
          place,
          last.getValue());
    }
  }

  /** Now, or just after that instant if the clock has stepped back. */
  private Instant after(Instant last) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    return now.isAfter(last) ? now : last.plus(1, ChronoUnit.MICROS);
  }
}
