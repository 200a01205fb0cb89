package org.televisit.identity;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.televisit.platform.Language;

/** How people are reached: one row per person, taken over from their latest request. */
@ApplicationScoped
@Transactional
public class Contacts {

  @PersistenceContext EntityManager entities;
  @Inject Clock clock;

  /** How the person is reached; empty for somebody who has never signed in. */
  public Optional<Contact> of(String subject) {
    return rows("where subject = :subject", Map.of("subject", subject)).values().stream()
        .findFirst();
  }

  /** The same for many, by subject; who has never signed in is left out. */
  public Map<String, Contact> of(Collection<String> subjects) {
    return subjects.isEmpty()
        ? Map.of()
        : rows("where subject in (:subjects)", Map.of("subjects", subjects));
  }

  /** One statement, so that two requests at once make one row; the later one has the say. */
  public void reach(String subject, Contact contact) {
    entities
        .createNativeQuery(
            """
            insert into contact (subject, email, verified, language, zone, seen_at)
            values (:subject, nullif(:email, ''), :verified, :language, nullif(:zone, ''), :now)
            on conflict (subject) do update set email = excluded.email, verified = excluded.verified,
              language = excluded.language, zone = coalesce(excluded.zone, contact.zone),
              seen_at = excluded.seen_at
            """)
        .setParameter("subject", subject)
        .setParameter("email", Objects.requireNonNullElse(contact.email(), ""))
        .setParameter("verified", contact.verified())
        .setParameter("language", contact.language().getTag())
        .setParameter("zone", contact.zone() == null ? "" : contact.zone().getId())
        .setParameter("now", clock.instant())
        .executeUpdate();
  }

  private Map<String, Contact> rows(String condition, Map<String, Object> parameters) {
    var query =
        entities.createNativeQuery(
            "select subject, email, verified, language, zone from contact " + condition,
            Tuple.class);
    parameters.forEach(query::setParameter);
    Map<String, Contact> found = new HashMap<>();
    for (Object row : query.getResultList()) {
      Tuple tuple = (Tuple) row;
      found.put(tuple.get("subject", String.class), contact(tuple));
    }
    return found;
  }

  private static Contact contact(Tuple row) {
    @Nullable String zone = row.get("zone", String.class);
    return new Contact(
        row.get("email", String.class),
        row.get("verified", Boolean.class),
        Language.tagged(row.get("language", String.class)).orElse(Language.ENGLISH),
        zone == null ? null : ZoneId.of(zone));
  }
}
