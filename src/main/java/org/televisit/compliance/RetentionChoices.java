package org.televisit.compliance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.televisit.availability.AvailabilityService;
import org.televisit.availability.VisitType;
import org.televisit.consent.PlaceName;
import org.televisit.consent.RecordingRules;
import org.televisit.platform.ClinicInfo;

/** What a policy may be about, and which day it is at the clinic. */
@ApplicationScoped
class RetentionChoices {

  @Inject AvailabilityService availability;
  @Inject RecordingRules rules;
  @Inject ClinicInfo clinic;
  @Inject Clock clock;

  List<VisitType> types() {
    return availability.types();
  }

  /** Places with a rule of their own; "anywhere else" is no place. */
  List<PlaceName> places(Locale locale) {
    return PlaceName.of(rules.table(), locale).stream()
        .filter(place -> !place.isElsewhere())
        .toList();
  }

  LocalDate tomorrow() {
    return LocalDate.now(clock.withZone(clinic.getZone())).plusDays(1);
  }
}
