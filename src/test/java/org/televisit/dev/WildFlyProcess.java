package org.televisit.dev;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.wildfly.core.launcher.StandaloneCommandBuilder;

/** The application server with the war, as Maven has built it. */
final class WildFlyProcess {
  /** The server is up, but something in it is not, the war most likely. */
  private static final Predicate<String> STARTED_WITH_ERRORS = line -> line.contains("WFLYSRV0026");

  private final Settings settings;
  private final Path home;
  private final Map<String, String> more;
  private @Nullable Readiness running;

  WildFlyProcess(Settings settings, Map<String, String> more) {
    this.settings = settings;
    this.home = settings.server();
    this.more = more;
  }

  /** Copies the server, so that a build beside it does not replace it while it runs. */
  void install() {
    Path built = settings.built("server");
    if (!Files.isDirectory(built)) {
      throw new StackFailure("No server in target/server: run ./mvnw package first.");
    }
    Directories.delete(home);
    Directories.copy(built, home);
  }

  void start(Children children) {
    ProcessBuilder builder = new ProcessBuilder(command(home));
    builder.environment().putAll(environment());
    builder.environment().putAll(more);
    Path log = settings.log("wildfly");
    running = new Readiness("The application server", children.start(builder, log), log);
  }

  /** Returns when the application that was started is ready. */
  void await() {
    Objects.requireNonNull(running, "not started")
        .await(ready(), status -> status == 200, STARTED_WITH_ERRORS);
  }

  boolean isRunning() {
    return running != null && running.isAlive();
  }

  /** By force, without a chance to finish anything. */
  void kill() {
    Objects.requireNonNull(running, "not started").kill();
  }

  private URI ready() {
    return URI.create("http://127.0.0.1:" + settings.port(Service.MANAGEMENT) + "/health/ready");
  }

  private List<String> command(Path home) {
    return StandaloneCommandBuilder.of(home)
        .setJavaHome(System.getProperty("java.home"))
        .setJavaOptions(
            "-Xms64m",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Djava.net.preferIPv4Stack=true",
            "-Dorg.jboss.logmanager.nocolor=true")
        .addServerArguments(
            "-Djboss.bind.address=127.0.0.1",
            "-Djboss.bind.address.management=127.0.0.1",
            "-Djboss.http.port=" + settings.port(Service.HTTP),
            "-Djboss.management.http.port=" + settings.port(Service.MANAGEMENT))
        .build();
  }

  private Map<String, String> environment() {
    return Map.ofEntries(
        Map.entry("TELEVISIT_DB_URL", settings.jdbcUrl()),
        Map.entry("TELEVISIT_DB_USER", PostgresProcess.APPLICATION),
        Map.entry("TELEVISIT_DB_PASSWORD", PostgresProcess.APPLICATION_PASSWORD),
        Map.entry("TELEVISIT_DB_OWNER_USER", PostgresProcess.OWNER),
        Map.entry("TELEVISIT_DB_OWNER_PASSWORD", PostgresProcess.OWNER_PASSWORD),
        Map.entry("TELEVISIT_OIDC_PROVIDER_URL", settings.realm().toString()),
        Map.entry("TELEVISIT_OIDC_CLIENT_SECRET", KeycloakProcess.CLIENT_SECRET),
        Map.entry("TELEVISIT_KURENTO_URI", settings.kurento().toString()),
        Map.entry("TELEVISIT_INGEST_PORT", String.valueOf(settings.port(Service.INGEST))),
        Map.entry("TELEVISIT_INGEST_URI", settings.ingest().toString()),
        Map.entry("TELEVISIT_INGEST_NETWORKS", "127.0.0.1"),
        Map.entry("TELEVISIT_INGEST_MAX_BYTES", String.valueOf(settings.longestRecording())),
        Map.entry("TELEVISIT_INGEST_MAX_SILENCE", settings.longestSilence().toString()),
        Map.entry("TELEVISIT_RECORDING_DIRECTORY", settings.recordings().toString()),
        Map.entry(
            "TELEVISIT_RECORDING_KEY_DIRECTORY",
            settings.data().resolve("recording-keys").toString()),
        Map.entry(
            "TELEVISIT_SIGNING_KEY_FILE",
            settings.data().resolve("keys/signing-key.pem").toString()),
        Map.entry(
            "TELEVISIT_RECORDING_KEK_FILE", settings.data().resolve("keys/kek.json").toString()),
        Map.entry("TELEVISIT_RECORDING_KEK_CREATE", "true"),
        // everybody decides about their own recording alone: the demo shows each person's choice
        Map.entry("TELEVISIT_CLINIC_JURISDICTION", "SE"),
        Map.entry("TELEVISIT_MAIL_EVERY", "PT1S"),
        Map.entry("TELEVISIT_HOLDS_EVERY", "PT2S"),
        Map.entry("TELEVISIT_PUBLIC_URL", settings.application().toString()),
        Map.entry("TELEVISIT_ORIGINS", settings.application().toString()),
        Map.entry("TELEVISIT_SMTP_PORT", String.valueOf(settings.port(Service.SMTP))));
  }
}
