package org.televisit.recording;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The nodes that record, and when each was last heard of, by the clock of the database: theirs may
 * differ. The only class that speaks of the table {@code node}.
 */
@ApplicationScoped
@Transactional
class Nodes {

  @PersistenceContext EntityManager entities;

  /** This node lives. */
  void beat(String name, UUID life) {
    entities
        .createNativeQuery(
            """
            insert into node as n (name, life, started_at, heard_at)
            values (:name, :life, clock_timestamp(), clock_timestamp())
            on conflict (name) do update set life = excluded.life,
              started_at = case when n.life = excluded.life then n.started_at else excluded.started_at end,
              heard_at = excluded.heard_at
            """)
        .setParameter("name", name)
        .setParameter("life", life)
        .executeUpdate();
  }

  /** Nodes that have been silent for so long. */
  List<NodeDied> silent(long seconds) {
    Stream<?> rows =
        entities
            .createNativeQuery(
                """
                select name, cast(extract(epoch from heard_at) * 1000 as bigint) as heard from node
                where heard_at < clock_timestamp() - make_interval(secs => :s) order by name
                """,
                Tuple.class)
            .setParameter("s", (double) seconds)
            .getResultStream();
    return rows.map(Tuple.class::cast)
        .map(
            row ->
                new NodeDied(
                    row.get("name", String.class),
                    Instant.ofEpochMilli(row.get("heard", Number.class).longValue())))
        .toList();
  }
}
