package org.televisit.dev;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * What distinguishes one clinic on this machine from another.
 *
 * @param project the directory of pom.xml
 * @param data everything the clinic writes
 * @param ports where it listens
 * @param purpose how long its data should live
 */
public record Settings(Path project, Path data, Ports ports, Purpose purpose) {

  /** The one is kept and durable, the other begins anew each time and need not survive a crash. */
  enum Purpose {
    TRYING_OUT,
    TESTING
  }

  /** For {@code ./mvnw -Pup}: the usual ports, moved by {@code -Dup.<service>.port}. */
  static Settings forTryingOut(Properties properties) {
    Path project = project(properties);
    return new Settings(
        project, project.resolve(".dev"), Ports.of("up", 0, properties), Purpose.TRYING_OUT);
  }

  /**
   * For {@code ./mvnw verify}, which may run beside: ports 20000 higher, {@code
   * -Dit.<service>.port}. Each JVM of tests has a clinic of its own, 1000 ports above the one
   * before it; {@code televisit.clinic} is its number, from 1.
   */
  public static Settings forTesting(Properties properties) {
    return ofJvm("it", 20_000, properties);
  }

  /**
   * For what must break a clinic; beside the one of {@link #forTesting}, with its ports 10000
   * higher than the usual, and one for each JVM as well.
   */
  static Settings forFaults(Properties properties) {
    return ofJvm("fault", 10_000, properties);
  }

  private static Settings ofJvm(String prefix, int offset, Properties properties) {
    Path project = project(properties);
    int clinic = Integer.parseInt(properties.getProperty("televisit.clinic", "1"));
    return new Settings(
        project,
        project.resolve("target").resolve(prefix).resolve(String.valueOf(clinic)),
        Ports.of(prefix, offset + 1000 * (clinic - 1), properties),
        Purpose.TESTING);
  }

  private static Path project(Properties properties) {
    return Path.of(properties.getProperty("basedir", "")).toAbsolutePath().normalize();
  }

  boolean keepsData() {
    return purpose == Purpose.TRYING_OUT;
  }

  /** What Maven has built. */
  Path built(String name) {
    return project.resolve("target").resolve(name);
  }

  Path log(String name) {
    return data.resolve("log").resolve(name + ".log");
  }

  /** For how long an upload may be silent: in a test not for long, as that is waited for. */
  Duration longestSilence() {
    return keepsData() ? Duration.ofMinutes(15) : Duration.ofSeconds(20);
  }

  /** The home of the application server. */
  public Path server() {
    return data.resolve("server");
  }

  /** Sealed recordings, and nothing else. */
  public Path recordings() {
    return data.resolve("recordings");
  }

  /** Bytes after which a recording is cut; few in a test, where that must be seen to happen. */
  long longestRecording() {
    return keepsData() ? 20L << 30 : 64L << 20;
  }

  /** Messages the clinic has sent, one file each. */
  public Path mail() {
    return data.resolve("mail");
  }

  int port(Service service) {
    return ports.of(service);
  }

  /** Where people open the application. */
  public URI application() {
    return URI.create("http://localhost:" + port(Service.HTTP));
  }

  public URI ingest() {
    return URI.create("http://127.0.0.1:" + port(Service.INGEST) + "/ingest");
  }

  public URI keycloak() {
    return URI.create("http://localhost:" + port(Service.KEYCLOAK));
  }

  URI realm() {
    return keycloak().resolve("/realms/televisit");
  }

  public URI kurento() {
    return URI.create("ws://127.0.0.1:" + port(Service.KURENTO) + "/kurento");
  }

  String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port(Service.POSTGRES) + "/" + PostgresProcess.DATABASE;
  }

  public Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(), PostgresProcess.OWNER, PostgresProcess.OWNER_PASSWORD);
  }

  public Connection connectAsApplication() throws SQLException {
    return DriverManager.getConnection(
        jdbcUrl(), PostgresProcess.APPLICATION, PostgresProcess.APPLICATION_PASSWORD);
  }

  Connection connectAsSuperuser() throws SQLException {
    return DriverManager.getConnection(jdbcUrl(), "postgres", "");
  }
}
