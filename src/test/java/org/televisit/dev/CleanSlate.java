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
  private static final String TABLES =
      """
      select quote_ident(tablename) from pg_tables
      where schemaname = 'public' and tablename <> 'flyway_schema_history'
      """;

  /** What the migrations themselves have written comes back as it was. */
  private static final List<String> WRITTEN_BY_MIGRATIONS =
      List.of(
          "consent_form",
          "recording_rule",
          "recording_rule_term",
          "visit_type",
          "retention_policy",
          "booking_rules");

  private static final String DEADLOCK = "40P01";
  private static final int MOST_TRIES = 20;

  private final Settings settings;

  public CleanSlate(Settings settings) {
    this.settings = settings;
  }

  /**
   * Fills a clinic that was just migrated with its people, and keeps what the migrations have
   * written for the first days to come: before any test can have changed it.
   */
  void open() {
    try (Connection connection = settings.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      remember(statement);
    } catch (SQLException e) {
      throw new StackFailure("Cannot keep the first day: " + e.getMessage(), e);
    }
    addPeople();
  }

  public void wipe() {
    int tries = 1;
    while (!wiped(tries)) {
      tries++;
    }
    Directories.clear(settings.recordings());
    Directories.clear(settings.mail());
    addPeople();
  }

  private void addPeople() {
    new DemoClinic(settings, Clock.systemUTC()).openWithoutAppointments();
  }

  /** The clinic goes on working: where its locks and ours cross, the database ends one of us. */
  private boolean wiped(int tries) {
    try (Connection connection = settings.connectAsSuperuser();
        Statement statement = connection.createStatement()) {
      // as replica, so that the trigger that protects the audit trail sleeps
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "truncate " + String.join(", ", tables(statement)) + " restart identity cascade");
      bringBack(statement);
      return true;
    } catch (SQLException e) {
      if (DEADLOCK.equals(e.getSQLState()) && tries < MOST_TRIES) {
        return false;
      }
      throw new IllegalStateException("Is the test clinic running? " + e.getMessage(), e);
    }
  }

  /** Beside the schema, so that wiping the one spares the other. */
  private static void remember(Statement statement) throws SQLException {
    statement.execute("create schema if not exists first_day");
    for (String table : WRITTEN_BY_MIGRATIONS) {
      statement.execute(
          "create table if not exists first_day.%s as table public.%s".formatted(table, table));
    }
  }

  private static void bringBack(Statement statement) throws SQLException {
    for (String table : WRITTEN_BY_MIGRATIONS) {
      statement.execute("insert into public.%s table first_day.%s".formatted(table, table));
    }
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
