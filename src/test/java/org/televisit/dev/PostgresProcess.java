package org.televisit.dev;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with the application's database and its two accounts. */
final class PostgresProcess {
  static final String DATABASE = "televisit";
  static final String OWNER = "televisit_owner";
  static final String OWNER_PASSWORD = "owner-on-loopback";
  static final String APPLICATION = "televisit_app";
  static final String APPLICATION_PASSWORD = "app-on-loopback";

  private static final long END_SECONDS = 20;

  private final Settings settings;
  private @Nullable EmbeddedPostgres running;

  PostgresProcess(Settings settings) {
    this.settings = settings;
  }

  void start(Children children) {
    Path data = settings.data().resolve("postgres");
    // the library switches this off; data that is to outlive the machine depends on it
    String durable = settings.keepsData() ? "on" : "off";
    try {
      EmbeddedPostgres server =
          EmbeddedPostgres.builder()
              .setPort(settings.port(Service.POSTGRES))
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setRegisterShutdownHook(false)
              .setServerConfig("fsync", durable)
              // a server that is killed must have what it said it had
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("listen_addresses", "127.0.0.1")
              // none: its name in /tmp would be that of every clinic with this port
              .setServerConfig("unix_socket_directories", "")
              .setServerConfig("max_connections", "60")
              .setErrorRedirector(
                  ProcessBuilder.Redirect.appendTo(settings.log("postgres").toFile()))
              .setOutputRedirector(
                  ProcessBuilder.Redirect.appendTo(settings.log("postgres").toFile()))
              .setPGStartupWait(Duration.ofMinutes(2))
              .start();
      running = server;
      children.adopt(pid(data), "INT");
      createDatabase(server);
    } catch (IOException | IllegalStateException | SQLException e) {
      throw new StackFailure(
          "PostgreSQL could not start; its log is "
              + settings.log("postgres")
              + ": "
              + e.getMessage(),
          e);
    }
  }

  boolean isRunning() {
    return running != null;
  }

  /** Stops it as an administrator would, whoever is connected. */
  void stop() {
    try {
      Objects.requireNonNull(running, "not started").close();
      running = null;
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL could not be stopped: " + e.getMessage(), e);
    }
  }

  /**
   * SIGKILL of all its processes. Each of them holds the memory that they share, and a new server
   * does not start before the last one is gone.
   */
  void kill() {
    EmbeddedPostgres server = Objects.requireNonNull(running, "not started");
    try {
      ProcessHandle postmaster =
          ProcessHandle.of(pid(settings.data().resolve("postgres"))).orElseThrow();
      Signals.send(postmaster.pid(), "STOP"); // it has no more children from now on
      List<ProcessHandle> all =
          Stream.concat(postmaster.children(), Stream.of(postmaster)).toList();
      all.forEach(ProcessHandle::destroyForcibly);
      all.forEach(process -> process.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join());
      running = null;
      server.close(); // finds nothing to stop, and unlocks the directory
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL could not be killed: " + e.getMessage(), e);
    }
  }

  /** Sends a signal to all its processes, e.g. {@code STOP}. */
  void signal(String name) {
    try {
      ProcessHandle postmaster =
          ProcessHandle.of(pid(settings.data().resolve("postgres"))).orElseThrow();
      Signals.send(postmaster.pid(), name); // it has no more children from now on, if it stops
      for (ProcessHandle child : postmaster.children().toList()) {
        signal(child, name);
      }
    } catch (IOException e) {
      throw new StackFailure("PostgreSQL could not be sent SIG" + name + ": " + e.getMessage(), e);
    }
  }

  /** One that ends in this moment needs no signal. */
  private static void signal(ProcessHandle child, String name) {
    try {
      Signals.send(child.pid(), name);
    } catch (StackFailure e) {
      if (child.isAlive()) {
        throw e;
      }
    }
  }

  private static long pid(Path data) throws IOException {
    return Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
  }

  private static void createDatabase(EmbeddedPostgres server) throws SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      createRole(statement, OWNER, OWNER_PASSWORD);
      createRole(statement, APPLICATION, APPLICATION_PASSWORD);
      if (isAbsent(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE + " owner " + OWNER);
      }
    }
  }

  private static void createRole(Statement statement, String role, String password)
      throws SQLException {
    if (isAbsent(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
      statement.execute("create role " + role + " login password '" + password + "'");
    }
  }

  private static boolean isAbsent(Statement statement, String query) throws SQLException {
    try (ResultSet found = statement.executeQuery(query)) {
      return !found.next();
    }
  }
}
