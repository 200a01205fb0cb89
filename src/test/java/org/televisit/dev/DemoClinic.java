package org.televisit.dev;

import static java.time.temporal.ChronoUnit.MINUTES;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Fills an empty database with the demo people, their hours, and a week of appointments around now.
 */
final class DemoClinic {
  private static final ZoneId CLINIC = ZoneId.of("Europe/Berlin");
  private static final List<LocalTime> TIMES =
      List.of(LocalTime.of(9, 0), LocalTime.of(10, 30), LocalTime.of(14, 0));
  private static final List<DemoPerson> PRACTITIONERS = List.of(DemoPerson.LIN, DemoPerson.MEYER);
  private static final List<DemoPerson> PATIENTS =
      List.of(DemoPerson.ANNA, DemoPerson.BO, DemoPerson.CHEN);
  private static final Set<DayOfWeek> WORKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final int MIAS_AGE = 9;

  private final Settings settings;
  private final Clock clock;
  private final Map<DemoPerson, UUID> ids = new EnumMap<>(DemoPerson.class);

  DemoClinic(Settings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Returns whether there was anything to do: what is kept stays as it is. */
  boolean openIfEmpty() {
    return open(true);
  }

  /** Only the people, for tests that make their own appointments. */
  void openWithoutAppointments() {
    open(false);
  }

  private boolean open(boolean withAppointments) {
    try (Connection connection = settings.connectAsOwner()) {
      connection.setAutoCommit(false);
      if (!isEmpty(connection)) {
        return false;
      }
      addPeople(connection);
      if (withAppointments) {
        addWeek(connection);
      }
      connection.commit();
      return true;
    } catch (SQLException e) {
      throw new StackFailure("Cannot fill the database: " + e.getMessage(), e);
    }
  }

  private static boolean isEmpty(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet someone = statement.executeQuery("select 1 from patient limit 1")) {
      return !someone.next();
    }
  }

  private void addPeople(Connection connection) throws SQLException {
    for (DemoPerson person : PATIENTS) {
      addPerson(connection, person, "insert into patient (id, subject, name) values (?, ?, ?)");
    }
    addMia(connection);
    for (DemoPerson person : PRACTITIONERS) {
      addPerson(
          connection, person, "insert into practitioner (id, subject, name) values (?, ?, ?)");
    }
    for (DayOfWeek day : WORKDAYS) {
      addHours(connection, DemoPerson.LIN, day, "08:00-12:00");
      addHours(connection, DemoPerson.LIN, day, "13:00-17:00");
      addHours(connection, DemoPerson.MEYER, day, "10:00-18:00");
    }
    addHours(connection, DemoPerson.MEYER, DayOfWeek.SATURDAY, "09:00-13:00");
  }

  /** Hours of the clinic's wall, every week since long ago, for all kinds of visits. */
  private void addHours(Connection connection, DemoPerson person, DayOfWeek day, String hours)
      throws SQLException {
    String[] ends = hours.split("-", 2);
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into working_hours (id, version, practitioner_id, weekday, from_minute,
              until_minute, valid_from, set_by, set_at)
            values (?, 0, ?, ?, ?, ?, '2020-01-01', ?, now())
            """)) {
      insert.setObject(1, UUID.randomUUID());
      insert.setObject(2, ids.get(person));
      insert.setInt(3, day.getValue());
      insert.setInt(4, LocalTime.parse(ends[0]).toSecondOfDay() / 60);
      insert.setInt(5, LocalTime.parse(ends[1]).toSecondOfDay() / 60);
      insert.setString(6, DemoPerson.ADMIN.subject());
      insert.executeUpdate();
    }
  }

  /** A child, and her mother who answers for her. */
  private void addMia(Connection connection) throws SQLException {
    addPerson(
        connection, DemoPerson.MIA, "insert into patient (id, subject, name) values (?, ?, ?)");
    LocalDate today = clock.instant().atZone(CLINIC).toLocalDate();
    try (PreparedStatement born =
            connection.prepareStatement("update patient set birth_date = ? where id = ?");
        PreparedStatement mother =
            connection.prepareStatement(
                """
                insert into related_person
                  (id, subject, name, patient_id, relationship, represents, since)
                values (?, ?, ?, ?, 'parent', true, ?)
                """)) {
      born.setObject(1, today.minusYears(MIAS_AGE));
      born.setObject(2, ids.get(DemoPerson.MIA));
      born.executeUpdate();
      mother.setObject(1, UUID.randomUUID());
      mother.setString(2, DemoPerson.ANNA.subject());
      mother.setString(3, DemoPerson.ANNA.fullName());
      mother.setObject(4, ids.get(DemoPerson.MIA));
      mother.setTimestamp(5, Timestamp.from(clock.instant()));
      mother.executeUpdate();
    }
  }

  private void addPerson(Connection connection, DemoPerson person, String sql) throws SQLException {
    UUID id = UUID.randomUUID();
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      insert.setObject(1, id);
      insert.setString(2, person.subject());
      insert.setString(3, person.fullName());
      insert.executeUpdate();
    }
    ids.put(person, id);
  }

  private void addWeek(Connection connection) throws SQLException {
    Instant now = clock.instant();
    // one that can be joined at once, and the next in an hour
    Instant soon = now.truncatedTo(MINUTES).plus(Duration.ofMinutes(5));
    book(connection, DemoPerson.LIN, DemoPerson.ANNA, soon);
    book(connection, DemoPerson.MEYER, DemoPerson.BO, soon.plus(Duration.ofHours(1)));
    book(connection, DemoPerson.LIN, DemoPerson.MIA, soon.plus(Duration.ofHours(1)));
    LocalDate today = now.atZone(CLINIC).toLocalDate();
    int turn = 0;
    for (int day = -3; day <= 3; day++) {
      for (LocalTime time : TIMES) {
        Instant start = today.plusDays(day).atTime(time).atZone(CLINIC).toInstant();
        turn++;
        if (Duration.between(soon, start).abs().compareTo(Duration.ofHours(2)) > 0) {
          book(connection, DemoPerson.LIN, PATIENTS.get(turn % 3), start);
          book(connection, DemoPerson.MEYER, PATIENTS.get((turn + 1) % 3), start);
        }
      }
    }
  }

  private void book(
      Connection connection, DemoPerson practitioner, DemoPerson patient, Instant start)
      throws SQLException {
    Instant now = clock.instant();
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            insert into appointment
              (id, version, patient_id, practitioner_id, starts_at, ends_at, status, booked_by, booked_at)
            values (?, 0, ?, ?, ?, ?, ?, ?, ?)
            """)) {
      insert.setObject(1, UUID.randomUUID());
      insert.setObject(2, ids.get(patient));
      insert.setObject(3, ids.get(practitioner));
      insert.setTimestamp(4, Timestamp.from(start));
      insert.setTimestamp(5, Timestamp.from(start.plus(Duration.ofMinutes(20))));
      insert.setString(6, start.isBefore(now) ? "fulfilled" : "booked");
      insert.setString(7, DemoPerson.ADMIN.subject());
      insert.setTimestamp(8, Timestamp.from(start.minus(Duration.ofDays(7))));
      insert.executeUpdate();
    }
  }
}
