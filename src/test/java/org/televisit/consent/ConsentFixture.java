package org.televisit.consent;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.televisit.Deployments;
import org.televisit.Rows;
import org.televisit.availability.TimeSlot;
import org.televisit.identity.Actor;
import org.televisit.identity.People;
import org.televisit.identity.Role;
import org.televisit.scheduling.AppointmentId;
import org.televisit.scheduling.SchedulingService;

/** A visit of Anna with Dr Lin that was booked, in the container and on the real database. */
abstract class ConsentFixture {

  /** Remembers the news of the deployment under test. */
  @ApplicationScoped
  static class News {
    final Queue<ConsentAnswered> heard = new ConcurrentLinkedQueue<>();
    final Queue<AppointmentId> changed = new ConcurrentLinkedQueue<>();

    void hear(@Observes RecordingRuleChanged event) {
      changed.add(event.appointment());
    }

    Queue<AppointmentId> changed() {
      return changed;
    }

    void hear(@Observes ConsentAnswered event) {
      heard.add(event);
    }

    Queue<ConsentAnswered> heard() {
      return heard;
    }
  }

  static final Actor ADMIN = new Actor("consent-admin", "Admin", Set.of(Role.CLINIC_ADMIN));

  @Inject ConsentService consents;
  @Inject SchedulingService scheduling;
  @Inject People people;
  @Inject News news;

  @Resource(lookup = "java:jboss/datasources/Televisit")
  DataSource database;

  final Actor anna = person(Role.PATIENT);
  final Actor lin = person(Role.PRACTITIONER);
  AppointmentId visit = AppointmentId.random();

  @Deployment
  static WebArchive televisit() {
    return Deployments.televisit();
  }

  @BeforeEach
  void book() {
    if (scheduling == null) {
      return; // the client's side of the test, which only calls the container's
    }
    people.signIn(anna);
    people.signIn(lin);
    Instant soon = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofDays(500));
    visit =
        scheduling.book(
            ADMIN,
            Rows.idOf(anna, people.patients()),
            Rows.idOf(lin, people.practitioners()),
            TimeSlot.of(soon, Duration.ofMinutes(20)));
  }

  UUID form(Purpose purpose) {
    return consents.questions(anna, visit, Locale.ENGLISH).stream()
        .filter(question -> question.purpose() == purpose)
        .findFirst()
        .orElseThrow()
        .form()
        .getId();
  }

  /** Makes Anna a child. Returns the id of her row. */
  UUID minor() throws SQLException {
    new Rows(database)
        .change(
            "update patient set birth_date = current_date - interval '9 years' where subject = ?",
            anna.subject());
    return Rows.idOf(anna, people.patients());
  }

  Actor accompany(UUID patient, String relationship, boolean represents) throws SQLException {
    Actor person = person(Role.PATIENT);
    new Rows(database)
        .change(
            """
        insert into related_person (id, subject, name, patient_id, relationship, represents, since)
        values (gen_random_uuid(), ?, 'Somebody', '%s', '%s', %s, now() - interval '1 day')
        """
                .formatted(patient, relationship, represents),
            person.subject());
    return person;
  }

  long rows(String condition) throws SQLException {
    return count(
        "select count(*) from consent where appointment_id = ? and " + condition, visit.value());
  }

  long audited(String outcome, String action) throws SQLException {
    return audited(outcome, action, visit.entity());
  }

  long audited(String outcome, String action, String entity) throws SQLException {
    return count(
        "select count(*) from audit_event where outcome = '%s' and action = '%s' and entity = ?"
            .formatted(outcome, action),
        entity);
  }

  long count(String query, Object parameter) throws SQLException {
    return Long.parseLong(new Rows(database).read(query, parameter).get(0));
  }

  static Actor person(Role role) {
    String subject = "consent-" + UUID.randomUUID();
    return new Actor(subject, "Somebody", Set.of(role));
  }
}
