package org.televisit;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.televisit.identity.Actor;
import org.televisit.identity.PersonRef;

/** Reads and writes rows past the services, for tests that run in the container with them. */
public final class Rows {

  private final DataSource database;

  public Rows(DataSource database) {
    this.database = database;
  }

  public void change(String sql, Object... values) throws SQLException {
    try (Connection connection = database.getConnection()) {
      change(connection, sql, values);
    }
  }

  /** Within a transaction that the caller ends. */
  public static void change(Connection in, String sql, Object... values) throws SQLException {
    try (PreparedStatement statement = in.prepareStatement(sql)) {
      fill(statement, values);
      statement.executeUpdate();
    }
  }

  /** The first column of each row. */
  public List<String> read(String sql, Object... values) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      fill(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }
    return found;
  }

  private static void fill(PreparedStatement statement, Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      Object value = values[i];
      statement.setObject(i + 1, value instanceof Instant t ? Timestamp.from(t) : value);
    }
  }

  /** The row of somebody who has signed in. */
  public static UUID idOf(Actor who, List<PersonRef> people) {
    return people.stream()
        .filter(person -> person.subject().equals(who.subject()))
        .findFirst()
        .orElseThrow()
        .id();
  }
}
