package org.televisit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import jakarta.persistence.metamodel.EntityType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The migrations on a real, empty PostgreSQL, run as the application runs them when it starts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class MigrationsTest {

  /** After a wanted change of the schema: copy {@link #ACTUAL} over it, and read the difference. */
  private static final Path GOLDEN = Path.of("src/main/resources/db/schema.golden.sql");

  private static final Path ACTUAL = Path.of("target/schema.actual.sql");

  private static final String PERMISSION_DENIED = "42501";
  private static final String EXCLUDED = "23P01";
  private static final String ANNA = "00000000-0000-0000-0000-00000000000a";
  private static final String BO = "00000000-0000-0000-0000-00000000000b";
  private static final String LIN = "00000000-0000-0000-0000-0000000000c1";
  private static final String MEYER = "00000000-0000-0000-0000-0000000000c2";

  private static EmbeddedPostgres server;

  @BeforeAll
  static void start() throws IOException, SQLException {
    server = EmbeddedPostgres.start();
    try (Connection root = server.getPostgresDatabase().getConnection();
        Statement statement = root.createStatement()) {
      statement.execute("create role televisit_owner login");
      statement.execute("create role televisit_app login");
      statement.execute("create database televisit owner televisit_owner");
    }
    application().close();
    as("televisit_owner", "insert into patient values ('%s', 'anna', 'Anna')".formatted(ANNA));
    as("televisit_owner", "insert into patient values ('%s', 'bo', 'Bo')".formatted(BO));
    as("televisit_owner", "insert into practitioner values ('%s', 'lin', 'Lin')".formatted(LIN));
    as("televisit_owner", "insert into practitioner values ('%s', 'm', 'Meyer')".formatted(MEYER));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

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
          "update review_grant set expires_at = now()",
          "drop table audit_event",
          "create table mine (id int)",
          "alter table audit_event disable trigger all"
        })
    void cannot_rewrite_history(String statement) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(() -> as("televisit_app", statement))
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(PERMISSION_DENIED));
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
        "truncate audit_event"
      })
  void even_the_owner_cannot_change_the_audit_trail_by_accident(String statement) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> as("televisit_owner", statement))
        .withMessageContaining("append-only");
  }

  @Nested
  class A_visit_at_ten {

    static final String BOOK =
        """
        insert into appointment values (gen_random_uuid(), 0, '%s', '%s',
          timestamptz '%s 10:00Z' + interval '%s', timestamptz '%s 10:20Z' + interval '%s',
          '%s', 'admin', now())
        """;

    void book(String day, String patient, String practitioner, String offset, String status)
        throws SQLException {
      as("televisit_app", BOOK.formatted(patient, practitioner, day, offset, day, offset, status));
    }

    @ParameterizedTest
    @CsvSource({
      "2030-01-01, 00:00",
      "2030-01-02, 00:19:59.999",
      "2030-01-03, -00:19:59.999",
    })
    void excludes_another_of_the_same_practitioner_or_patient(String day, String offset)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", "booked");
      assertRefused(() -> book(day, BO, LIN, offset, "booked"), "appointment_practitioner_is_free");
      assertRefused(() -> book(day, ANNA, MEYER, offset, "booked"), "appointment_patient_is_free");
      assertThatNoException().isThrownBy(() -> book(day, BO, MEYER, offset, "booked"));
    }

    @Test
    void leaves_room_for_the_one_right_after_it() throws SQLException {
      book("2030-02-01", ANNA, LIN, "00:00", "booked");
      assertThatNoException().isThrownBy(() -> book("2030-02-01", ANNA, LIN, "00:20", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-03-01, cancelled", "2030-03-02, noshow"})
    void leaves_its_time_to_others_when_it_does_not_take_place(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertThatNoException().isThrownBy(() -> book(day, ANNA, LIN, "00:00", "booked"));
    }

    @ParameterizedTest
    @CsvSource({"2030-04-01, arrived", "2030-04-02, fulfilled"})
    void keeps_its_time_while_it_lasts_and_afterwards(String day, String status)
        throws SQLException {
      book(day, ANNA, LIN, "00:00", status);
      assertRefused(
          () -> book(day, BO, LIN, "00:00", "booked"), "appointment_practitioner_is_free");
    }

    private void assertRefused(ThrowingBooking booking, String constraint) {
      assertThatExceptionOfType(SQLException.class)
          .isThrownBy(booking::run)
          .withMessageContaining(constraint)
          .satisfies(e -> assertThat(e.getSQLState()).isEqualTo(EXCLUDED));
    }
  }

  /** An attempt that the database may refuse. */
  private interface ThrowingBooking {
    void run() throws SQLException;
  }

  @Nested
  class The_consent_forms {

    @Test
    void ask_each_question_in_both_languages() throws SQLException {
      assertThat(
              query(
                  "select purpose || ' ' || language from consent_form where status = 'published'"))
          .containsExactlyInAnyOrder(
              "treatment en",
              "treatment zh-CN",
              "recording en",
              "recording zh-CN",
              "analytics en",
              "analytics zh-CN");
    }

    @Test
    void promise_encryption_truly_and_that_refusing_is_harmless() throws SQLException {
      assertThat(query("select text from consent_form"))
          .noneMatch(text -> text.toLowerCase(Locale.ROOT).contains("end-to-end"))
          .noneMatch(text -> text.contains("端到端"));
      assertThat(
              query(
                  "select text from consent_form where purpose = 'recording' and language = 'en'"))
          .first()
          .asString()
          .contains("encrypted between you and the clinic, and encrypted when stored")
          .contains("the visit takes place all the same")
          .contains("withdraw your agreement at any time");
    }

    @Test
    void carry_the_hash_of_their_text() throws SQLException {
      assertThat(
              query(
                  """
                  select id::text from consent_form
                  where sha256 <> encode(sha256(convert_to(text, 'UTF8')), 'hex')
                  """))
          .isEmpty();
    }
  }

  /** Starts the persistence unit as the server does: migrate as owner, validate, work as app. */
  private static EntityManagerFactory application() {
    return Persistence.createEntityManagerFactory(
        "televisit",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource", database("televisit_app"),
            "televisit.migration.datasource", database("televisit_owner")));
  }

  private static DataSource database(String role) {
    return server.getDatabase(role, "televisit");
  }

  private static void as(String role, String statement) throws SQLException {
    try (Connection connection = database(role).getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  private static List<String> query(String query) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Connection connection = database("televisit_owner").getConnection();
        Statement run = connection.createStatement();
        ResultSet rows = run.executeQuery(query)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }

  private static String golden() throws IOException {
    return Files.exists(GOLDEN) ? Files.readString(GOLDEN) : "";
  }
}
