package org.televisit.dev;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Keycloak with the realm of {@code keycloak/} and its demo people. */
final class KeycloakProcess {
  /** Known to everybody, so good on loopback only. */
  static final String CLIENT_SECRET = "secret-on-loopback";

  private final Settings settings;
  private final Progress progress;

  KeycloakProcess(Settings settings, Progress progress) {
    this.settings = settings;
    this.progress = progress;
  }

  Readiness start(Children children) {
    Path home = unpacked();
    Path realm = settings.project().resolve("keycloak");
    Directories.copy(realm, home.resolve("data/import"));
    Directories.copy(realm.resolve("theme"), home.resolve("themes/televisit"));
    ProcessBuilder builder = new ProcessBuilder(command(home));
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("JAVA_OPTS") || name.startsWith("KC_"));
    builder.environment().putAll(environment());
    Path log = settings.log("keycloak");
    return new Readiness("Keycloak", children.start(builder, log), log);
  }

  URI wellKnown() {
    return URI.create(settings.realm() + "/.well-known/openid-configuration");
  }

  private List<String> command(Path home) {
    return List.of(
        "sh",
        home.resolve("bin/kc.sh").toString(),
        "start-dev",
        "--import-realm",
        "--http-host=127.0.0.1",
        "--http-port=" + settings.port(Service.KEYCLOAK),
        "--hostname=" + settings.keycloak(),
        "--cache=local",
        settings.keepsData() ? "--db=dev-file" : "--db=dev-mem");
  }

  private Map<String, String> environment() {
    return Map.of(
        "JAVA_HOME",
        System.getProperty("java.home"),
        "JAVA_OPTS_KC_HEAP",
        "-Xms64m -Xmx400m -XX:TieredStopAtLevel=1 -XX:-UseG1GC -XX:+UseSerialGC",
        "KC_BOOTSTRAP_ADMIN_USERNAME",
        "admin",
        "KC_BOOTSTRAP_ADMIN_PASSWORD",
        DemoPerson.PASSWORD,
        "TELEVISIT_PUBLIC_URL",
        settings.application().toString(),
        "TELEVISIT_OIDC_CLIENT_SECRET",
        CLIENT_SECRET,
        "TELEVISIT_SMTP_PORT",
        String.valueOf(settings.port(Service.SMTP)),
        "TELEVISIT_OTP_CODE_REUSABLE",
        String.valueOf(!settings.keepsData()));
  }

  /**
   * Unpacks once per version; forgets the people when the realm has changed since they were read.
   */
  private Path unpacked() {
    try {
      Path archive = archive();
      String name =
          archive
              .getFileName()
              .toString()
              .replaceFirst("^keycloak-quarkus-dist-(.*)\\.zip$", "keycloak-$1");
      Path home = settings.data().resolve(name);
      if (!Files.exists(home.resolve("unpacked"))) {
        progress.say("Unpacking " + name);
        Directories.delete(home);
        Path prepared = Settings.forTesting(System.getProperties()).data().resolve(name);
        if (settings.keepsData() || !Files.exists(prepared.resolve("unpacked"))) {
          Directories.unzip(archive, settings.data());
          Files.createFile(home.resolve("unpacked"));
        } else { // has started before, which spares its long first start
          Directories.copy(prepared, home);
          Directories.delete(home.resolve("data"));
        }
      }
      Path read = home.resolve("realm.sha256");
      String realm = fingerprint();
      if (!Files.exists(read) || !Files.readString(read).equals(realm)) {
        Directories.delete(home.resolve("data"));
        Files.writeString(read, realm);
      }
      return home;
    } catch (IOException e) {
      throw new StackFailure("Cannot prepare Keycloak: " + e.getMessage(), e);
    }
  }

  private Path archive() throws IOException {
    try (Stream<Path> files = Files.list(settings.built("dist"))) {
      return files
          .filter(file -> file.getFileName().toString().matches("keycloak-quarkus-dist-.*\\.zip"))
          .max(Path::compareTo)
          .orElseThrow(
              () -> new StackFailure("No Keycloak in target/dist: run ./mvnw package first."));
    }
  }

  /** Of what is imported, and of the address that goes into it. */
  private String fingerprint() throws IOException {
    try (Stream<Path> files = Files.list(settings.project().resolve("keycloak"))) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(settings.application().toString().getBytes(StandardCharsets.UTF_8));
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        digest.update(Files.readAllBytes(file));
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
