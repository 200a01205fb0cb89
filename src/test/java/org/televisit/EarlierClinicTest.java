package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A clinic that has worked with the first release, and installs this one. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EarlierClinicTest {

  private static final String FIRST_RELEASE = "2";

  /** A visit of back then, with an agreement that was withdrawn and one that counts. */
  private static final String BACK_THEN =
      """
      insert into patient values ('00000000-0000-0000-0000-00000000000a', 'anna', 'Anna');
      insert into practitioner values ('00000000-0000-0000-0000-0000000000c1', 'lin', 'Lin');
      insert into appointment values ('00000000-0000-0000-0000-0000000000e1', 0,
        '00000000-0000-0000-0000-00000000000a', '00000000-0000-0000-0000-0000000000c1',
        '2026-01-05 10:00Z', '2026-01-05 10:20Z', 'fulfilled', 'admin', '2026-01-01 10:00Z');
      insert into consent (id, appointment_id, subject, purpose, form_id, form_sha256, language,
        provision, status, answered_at, ended_at)
      select gen_random_uuid(), '00000000-0000-0000-0000-0000000000e1', 'anna', purpose, id, sha256,
        language, 'permit', case purpose when 'recording' then 'inactive' else 'active' end,
        '2026-01-02 10:00Z', case purpose when 'recording' then timestamptz '2026-01-03 10:00Z' end
      from consent_form where language = 'en';
      """;

  @Test
  void keeps_every_answer_as_given_by_the_person_on_the_page() throws IOException, SQLException {
    try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
      DataSource database = server.getPostgresDatabase();
      run(database, "create role televisit_app");
      migrate(database, FIRST_RELEASE);
      run(database, BACK_THEN);
      migrate(database, "latest");

      assertThat(
              text(
                  database,
                  """
                  select string_agg(purpose || ' ' || status || ' ' || answered_by || ' ' || how, ', '
                    order by purpose) from consent
                  """))
          .isEqualTo("recording inactive anna page, treatment active anna page");
      assertThat(
              text(
                  database,
                  """
                  select string_agg(distinct status || ' since ' || to_char(valid_from at time zone 'UTC',
                    'YYYY-MM-DD'), ', ') from consent_form where purpose <> 'analytics'
                  """))
          .isEqualTo("published since 2026-01-02"); // in force when they were answered
    }
  }

  private static void migrate(DataSource database, String target) {
    Flyway.configure()
        .dataSource(database)
        .locations("classpath:db/migration")
        .placeholders(Map.of("app", "televisit_app"))
        .target(target)
        .load()
        .migrate();
  }

  private static void run(DataSource database, String statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
  }

  private static String text(DataSource database, String query) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      row.next();
      return row.getString(1);
    }
  }
}
