package org.televisit.consultation;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/**
 * One recording, as the database has it once it is sealed.
 *
 * @param media camera or screen
 * @param from arrival of its first byte
 * @param to arrival of its last byte
 * @param endedBecause code of the reason
 */
record Stretch(UUID id, String media, Instant from, Instant to, String endedBecause) {

  /** What was recorded of this person, oldest first. */
  static List<Stretch> of(UUID visit, DemoPerson who) throws SQLException {
    return Visits.read(
            """
            select concat_ws('|', id, media, (extract(epoch from started_at) * 1000)::bigint,
              (extract(epoch from ended_at) * 1000)::bigint, coalesce(ended_because, ''))
            from recording where appointment_id = ? and subject = ? order by started_at
            """,
            visit,
            who.subject())
        .stream()
        .map(Stretch::parsed)
        .toList();
  }

  private static Stretch parsed(String row) {
    List<String> values = Arrays.asList(row.split("\\|", -1));
    return new Stretch(
        UUID.fromString(values.get(0)),
        values.get(1),
        Instant.ofEpochMilli(Long.parseLong(values.get(2))),
        Instant.ofEpochMilli(Long.parseLong(values.get(3))),
        values.get(4));
  }

  double seconds() {
    return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
  }

  /** Whether anything of it was recorded between these two moments. */
  boolean touches(Instant begin, Instant end) {
    return from.isBefore(end) && to.isAfter(begin);
  }
}
