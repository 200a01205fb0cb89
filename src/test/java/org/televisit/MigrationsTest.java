package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.televisit.MigratedDatabase.PERMISSION_DENIED;
import static org.televisit.MigratedDatabase.application;
import static org.televisit.MigratedDatabase.as;
import static org.televisit.MigratedDatabase.database;
import static org.televisit.MigratedDatabase.query;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.metamodel.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The migrations on a real, empty PostgreSQL, run as the application runs them when it starts. What
 * the database holds of each feature is told by that feature's {@code …LawTest}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsTest {

  /** After a wanted change of the schema: copy {@link #ACTUAL} over it, and read the difference. */
  private static final Path GOLDEN = Path.of("src/main/resources/db/schema.golden.sql");

  private static final Path ACTUAL = Path.of("target/schema.actual.sql");

  @Test
  void they_make_the_schema_that_was_agreed() throws IOException, SQLException {
    String actual;
    try (Connection owner = database("televisit_owner").getConnection()) {
      actual = SchemaDump.of(owner);
    }
    Files.createDirectories(ACTUAL.getParent());
    Files.writeString(ACTUAL, actual);
    assertThat(actual).as("copy %s if the change is wanted", ACTUAL).isEqualTo(golden());
  }

  @Test
  void the_entities_fit_it_and_a_second_start_migrates_nothing() throws SQLException {
    String count = "select count(*) from flyway_schema_history";
    List<String> before = query(count);
    try (EntityManagerFactory application = application()) { // refuses what does not fit
      assertThat(application.getMetamodel().getEntities())
          .extracting(EntityType::getName)
          .contains("Appointment", "Consent", "Encounter", "Recording", "AuditEvent");
    }
    assertThat(query(count)).isEqualTo(before);
  }

  @Nested
  class The_application {

    @Test
    void may_delete_nothing() throws SQLException {
      assertThat(
              query(
                  """
                  select relname from pg_class
                  where relnamespace = 'public'::regnamespace and relkind = 'r'
                    and has_table_privilege('televisit_app', oid, 'delete, truncate')
                  """))
          .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "update audit_event set agent = 'x'",
          "delete from audit_event",
          "truncate audit_event",
          "update consent_form set text = text",
          "delete from consent_form",
          "insert into consent_form select * from consent_form",
          "update consent set provision = 'permit'",
          "update consent set answered_by = 'x'",
          "update consent set witness = 'x', how = 'spoken'",
          "update related_person set represents = true",
          "update attendance_location set jurisdiction = 'ES'",
          "update recording_rule set jurisdiction = 'ES'",
          "delete from recording_rule",
          "update recording_rule_term set rule = 'own-consent'",
          "delete from recording_rule_term",
          "update clinic_place set jurisdiction = 'ES'",
          "delete from clinic_place",
          "delete from screen_share",
          "update review_grant set expires_at = now()",
          "update completeness_certificate set complete = true",
          "delete from completeness_certificate",
          "update deletion_certificate set body = ''",
          "update retention_policy set days = 1",
          "update legal_hold set reason = 'something else entirely'",
          "update retention_run set day = current_date",
          "update visit_type set code = 'x'",
          "update working_hours set until_minute = 1440",
          "update working_hours_type set visit_type = 'follow-up'",
          "update deviation set ends_at = now()",
          "insert into booking_rules default values",
          "drop table audit_event",
          "create table mine (id int)",
          "alter table audit_event disable trigger all"
        })
    void cannot_rewrite_history(String statement) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", statement))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "select 1 from appointment for update",
          "select jurisdiction, rule from recording_rule order by jurisdiction for share"
        })
    void may_lock_what_a_recording_begins_by(String statement) {
      assertThatNoException().isThrownBy(() -> as("televisit_app", statement));
    }

    @Test
    void may_add_to_it() {
      assertThatNoException()
          .isThrownBy(
              () ->
                  as(
                      "televisit_app",
                      """
                      insert into audit_event (at, agent, role, action, entity, outcome)
                      values (now(), 'a', 'patient', 'sign-in', 'session', 'done')
                      """));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update audit_event set agent = 'x'",
        "delete from audit_event",
        "truncate audit_event",
        "update completeness_certificate set complete = true",
        "delete from completeness_certificate",
        "truncate deletion_certificate"
      })
  void even_the_owner_cannot_change_trail_or_certificates_by_accident(String statement) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> as("televisit_owner", statement))
        .withMessageContaining("append-only");
  }

  private static String golden() throws IOException {
    return Files.exists(GOLDEN) ? Files.readString(GOLDEN) : "";
  }
}
