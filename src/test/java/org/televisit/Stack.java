package org.televisit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.televisit.dev.CleanSlate;
import org.televisit.dev.Settings;

/** The running clinic that integration tests look at from outside. */
public final class Stack {
  private static final Settings SETTINGS = Settings.forTesting(System.getProperties());

  private Stack() {}

  static Settings settings() {
    return SETTINGS;
  }

  /** Where a path of the application is, as a browser writes it: {@code url("/index.xhtml")}. */
  public static String url(String path) {
    return SETTINGS.application() + path;
  }

  /** The ingest listener with the path {@code /ingest}, as the media server sees it. */
  public static URI ingest() {
    return SETTINGS.ingest();
  }

  public static URI keycloak() {
    return SETTINGS.keycloak();
  }

  /** The media server's control address. */
  public static URI kurento() {
    return SETTINGS.kurento();
  }

  /** The directory of the sealed recordings. */
  public static Path recordings() {
    return SETTINGS.recordings();
  }

  /** Everything the clinic writes: database, recordings, keys, logs. */
  public static Path data() {
    return SETTINGS.data();
  }

  /** The home of the application server. */
  public static Path server() {
    return SETTINGS.server();
  }

  /** Messages the clinic has sent since the last clean slate, oldest first. */
  public static List<Path> mail() {
    try (Stream<Path> files = Files.list(SETTINGS.mail())) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection with all rights, for arranging and asserting. */
  public static Connection owner() throws SQLException {
    return SETTINGS.connectAsOwner();
  }

  /** A connection with the application's few rights. */
  public static Connection application() throws SQLException {
    return SETTINGS.connectAsApplication();
  }

  /** Runs one statement as the owner of the schema. */
  public static void sql(String statement) throws SQLException {
    try (Connection connection = owner();
        Statement run = connection.createStatement()) {
      run.execute(statement);
    }
  }

  /**
   * The clinic as on its first day: the demo people and the consent forms, no appointment, no
   * recording, no audit event, no mail. Call it before a test class.
   */
  public static void cleanSlate() {
    new CleanSlate(SETTINGS).wipe();
  }
}
