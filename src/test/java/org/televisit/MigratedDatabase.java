package org.televisit;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * One real PostgreSQL for all tests of what the database itself holds, migrated as the application
 * does it, with two patients and two practitioners. It begins with the first question and ends with
 * the tests. Whoever leaves rows behind chooses days that nobody else does.
 */
public final class MigratedDatabase {

  public static final String PERMISSION_DENIED = "42501"; // SQLSTATE, as is the next
  public static final String EXCLUDED = "23P01";
  public static final String ANNA = "00000000-0000-0000-0000-00000000000a";
  public static final String BO = "00000000-0000-0000-0000-00000000000b";
  public static final String LIN = "00000000-0000-0000-0000-0000000000c1";
  public static final String MEYER = "00000000-0000-0000-0000-0000000000c2";

  private static final EmbeddedPostgres SERVER = migrated();

  private MigratedDatabase() {}

  private static EmbeddedPostgres migrated() {
    try {
      EmbeddedPostgres server = empty(EmbeddedPostgres.builder());
      application(server).close();
      try (Connection owner = server.getDatabase("televisit_owner", "televisit").getConnection();
          Statement statement = owner.createStatement()) {
        statement.execute(
            """
            insert into patient values ('%s', 'anna', 'Anna'), ('%s', 'bo', 'Bo');
            insert into practitioner values ('%s', 'lin', 'Lin'), ('%s', 'm', 'Meyer')
            """
                .formatted(ANNA, BO, LIN, MEYER));
      }
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("no database to ask", e);
    }
  }

  /** A server with the two roles and an empty database. */
  static EmbeddedPostgres empty(EmbeddedPostgres.Builder settings)
      throws IOException, SQLException {
    EmbeddedPostgres server = settings.start();
    try (Connection root = server.getPostgresDatabase().getConnection();
        Statement statement = root.createStatement()) {
      statement.execute("create role televisit_owner login");
      statement.execute("create role televisit_app login");
      statement.execute("create database televisit owner televisit_owner");
    }
    return server;
  }

  /** Starts the persistence unit as the server does: migrate as owner, validate, work as app. */
  public static EntityManagerFactory application() {
    return application(SERVER);
  }

  private static EntityManagerFactory application(EmbeddedPostgres server) {
    return Persistence.createEntityManagerFactory(
        "televisit",
        Map.of(
            "jakarta.persistence.transactionType", "RESOURCE_LOCAL",
            "jakarta.persistence.nonJtaDataSource",
                server.getDatabase("televisit_app", "televisit"),
            "televisit.migration.datasource", server.getDatabase("televisit_owner", "televisit")));
  }

  static DataSource database(String role) {
    return SERVER.getDatabase(role, "televisit");
  }

  /** Runs statements as {@code televisit_owner} or {@code televisit_app}. */
  public static void as(String role, String statements) throws SQLException {
    try (Connection connection = database(role).getConnection();
        Statement run = connection.createStatement()) {
      run.execute(statements);
    }
  }

  /** The first column of what the owner reads. */
  public static List<String> query(String query) throws SQLException {
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

  /** The database refuses the statements, and names that law. */
  public static void assertBroken(String role, String statements, String law) {
    assertThatExceptionOfType(SQLException.class)
        .isThrownBy(() -> as(role, statements))
        .withMessageContaining(law);
  }
}
