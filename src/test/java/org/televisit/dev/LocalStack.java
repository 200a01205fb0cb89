package org.televisit.dev;

import com.icegreen.greenmail.util.GreenMail;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole clinic on this machine, from the moment that its ports are free until it is closed. */
public final class LocalStack implements AutoCloseable {
  private final Settings settings;
  private final Progress progress;
  private final Children children = new Children();
  private final PostgresProcess postgres;
  private final MediaServerProcess mediaServer;
  private final WildFlyProcess wildFly;
  private @Nullable GreenMail mail;

  LocalStack(Settings settings, Progress progress) {
    this(settings, progress, Map.of());
  }

  /**
   * @param environment of the application, beside the usual one
   */
  LocalStack(Settings settings, Progress progress, Map<String, String> environment) {
    this.settings = settings;
    this.progress = progress;
    this.postgres = new PostgresProcess(settings);
    this.mediaServer = new MediaServerProcess(settings);
    this.wildFly = new WildFlyProcess(settings, environment);
  }

  public Settings settings() {
    return settings;
  }

  /**
   * Starts everything and returns when people can sign in.
   *
   * @throws StackFailure in words for the person at the terminal; what has started must be closed
   */
  void start() {
    settings.ports().requireFree();
    prepareDirectories();
    mail = new MailCatcher(settings).start();
    KeycloakProcess keycloak = new KeycloakProcess(settings, progress);
    progress.say("Starting Keycloak");
    Readiness keycloakReady = keycloak.start(children);
    startDatabase();
    startMediaServer();
    wildFly.install();
    startApplication();
    keycloakReady.await(keycloak.wellKnown(), status -> status == 200, line -> false);
    progress.say("Keycloak is ready on port " + settings.port(Service.KEYCLOAK));
  }

  void startDatabase() {
    progress.say("Starting PostgreSQL");
    postgres.start(children);
    progress.say("PostgreSQL is ready on port " + settings.port(Service.POSTGRES));
  }

  void startApplication() {
    progress.say("Starting WildFly with the application");
    wildFly.start(children);
    awaitApplication();
    progress.say("The application is ready on port " + settings.port(Service.HTTP));
  }

  /** Returns when it says that it is ready. */
  void awaitApplication() {
    wildFly.await();
  }

  void startMediaServer() {
    Readiness ready = mediaServer.start(children);
    ready.await(mediaServer.address(), status -> status > 0, line -> false);
    progress.say("The media server is ready on port " + settings.port(Service.KURENTO));
  }

  private void prepareDirectories() {
    if (!settings.keepsData()) {
      for (String name :
          List.of("postgres", "recordings", "recording-keys", "keys", "mail", "log")) {
        Directories.delete(settings.data().resolve(name));
      }
    }
    for (String name : List.of("log", "recordings", "keys")) {
      Directories.create(settings.data().resolve(name));
    }
  }

  PostgresProcess postgres() {
    return postgres;
  }

  MediaServerProcess mediaServer() {
    return mediaServer;
  }

  WildFlyProcess wildFly() {
    return wildFly;
  }

  /** Ends everything that was started. */
  @Override
  public void close() {
    children.close();
    if (mail != null) {
      mail.stop();
    }
  }
}
