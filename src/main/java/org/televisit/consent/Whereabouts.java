package org.televisit.consent;

import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/** Where the people of one visit were at each moment, as far as they said, and where the clinic. */
public final class Whereabouts {

  private final List<AttendanceLocation> stated;
  private final NavigableMap<Instant, String> homes;

  /**
   * @param stated every place that was ever stated for the visit
   * @param homes from when on the clinic was where; with one from {@link Instant#EPOCH} on
   */
  Whereabouts(List<AttendanceLocation> stated, NavigableMap<Instant, String> homes) {
    this.stated = List.copyOf(stated);
    this.homes = homes;
  }

  /**
   * Code of the place whose law counted for this person at that moment: the one that they had
   * stated by then, else the clinic's. What was stated later changes nothing.
   *
   * @param moment after 1970
   */
  public String of(String subject, Instant moment) {
    return stated.stream()
        .filter(place -> place.subject().equals(subject) && place.counts(moment))
        .map(AttendanceLocation::jurisdiction)
        .findFirst()
        .or(() -> Optional.ofNullable(homes.floorEntry(moment)).map(home -> home.getValue()))
        .orElseThrow(() -> new IllegalArgumentException("nobody was anywhere before 1970"));
  }
}
