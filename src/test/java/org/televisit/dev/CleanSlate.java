package org.televisit.dev;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Takes a test clinic back to its first day. */
public final class CleanSlate {
  /** What the migrations themselves have written stays. */
  private static final String TABLES =
      """
      select quote_ident(tablename) from pg_tables
      where schemaname = 'public' and tablename not in ('flyway_schema_history', 'consent_form')
      """;

  private final Settings settings;

  public CleanSlate(Settings settings) {
    this.settings = settings;
  }

  public void wipe() {
    try (Connection connection = settings.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      // as replica, so that the trigger that protects the audit trail sleeps
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "truncate " + String.join(", ", tables(statement)) + " restart identity cascade");
    } catch (SQLException e) {
      throw new IllegalStateException("Is the test clinic running? " + e.getMessage(), e);
    }
    Directories.clear(settings.recordings());
    Directories.clear(settings.mail());
    new DemoClinic(settings, Clock.systemUTC()).openWithoutAppointments();
  }

  private static List<String> tables(Statement statement) throws SQLException {
    List<String> names = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery(TABLES)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
