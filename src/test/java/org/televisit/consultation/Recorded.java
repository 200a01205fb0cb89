package org.televisit.consultation;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.televisit.Visits;
import org.televisit.dev.DemoPerson;

/** A time in which somebody's camera was recorded without a pause, by what the rows say. */
record Recorded(Instant from, Instant to) {

  /**
   * All of them, oldest first: every stretch, cut where it was paused. Where a pause was so long
   * that the stretch ended with it, nothing came after it.
   */
  static List<Recorded> of(UUID visit, DemoPerson who) throws SQLException {
    return Visits.read(
            """
            with stretch as (
              select id, started_at, ended_at, ended_because from recording
              where appointment_id = ? and subject = ? and media = 'camera'),
            edge as (
              select id, started_at as from_at from stretch
              union all select s.id, p.to_at from stretch s join recording_pause p on recording_id = s.id
              where s.ended_because <> 'another-declined' or exists (
                select from recording_pause later where recording_id = s.id and later.from_at > p.from_at))
            select concat_ws('|', (extract(epoch from e.from_at) * 1000)::bigint,
              (extract(epoch from coalesce(
                (select min(p.from_at) from recording_pause p
                 where p.recording_id = e.id and p.from_at >= e.from_at), s.ended_at)) * 1000)::bigint)
            from edge e join stretch s on s.id = e.id where e.from_at < s.ended_at order by e.from_at
            """,
            visit,
            who.subject())
        .stream()
        .map(row -> Arrays.stream(row.split("\\|")).map(Long::valueOf).toList())
        .map(at -> new Recorded(Instant.ofEpochMilli(at.get(0)), Instant.ofEpochMilli(at.get(1))))
        .toList();
  }

  double seconds() {
    return (to.toEpochMilli() - from.toEpochMilli()) / 1000.0;
  }
}
