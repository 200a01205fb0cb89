package org.televisit.dev;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.televisit.vault.Vault;
import org.televisit.vault.VaultPlaces;

/**
 * A clinic beside the one that other tests share, for tests that break things: kill servers, stop
 * the database, start them again.
 */
public final class FaultyClinic implements AutoCloseable {

  private final LocalStack stack;

  private FaultyClinic(LocalStack stack) {
    this.stack = stack;
  }

  /** Where it will be, before it is opened. */
  public static Settings settings() {
    return Settings.forFaults(System.getProperties());
  }

  /**
   * Starts everything.
   *
   * @param environment of the application, beside the usual one
   */
  public static FaultyClinic open(Map<String, String> environment) {
    LocalStack stack = new LocalStack(settings(), new Progress(System.out), environment);
    FaultyClinic clinic = new FaultyClinic(stack);
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
    try {
      stack.start();
      new CleanSlate(stack.settings()).open();
      return clinic;
    } catch (StackFailure e) {
      stack.close();
      throw e;
    }
  }

  /** SIGKILL: no shutdown hook runs, no buffer is flushed. */
  public void killApplication() {
    stack.wildFly().kill();
  }

  public void startApplication() {
    stack.startApplication();
  }

  public void killMediaServer() {
    stack.mediaServer().kill();
  }

  /** SIGSTOP: it neither answers nor hangs up, and its connections stay. */
  public void freezeMediaServer() {
    stack.mediaServer().signal("STOP");
  }

  public void thawMediaServer() {
    stack.mediaServer().signal("CONT");
  }

  public void startMediaServer() {
    stack.startMediaServer();
  }

  public void stopDatabase() {
    stack.postgres().stop();
  }

  /** SIGKILL of all its processes. */
  public void killDatabase() {
    stack.postgres().kill();
  }

  /** SIGSTOP of all its processes: whoever asks it waits, and whoever connects as well. */
  public void freezeDatabase() {
    stack.postgres().signal("STOP");
  }

  public void thawDatabase() {
    stack.postgres().signal("CONT");
  }

  public void startDatabase() {
    stack.startDatabase();
  }

  /**
   * Starts again whatever a test has left dead, and waits until the application can be used.
   *
   * @throws StackFailure if it cannot
   */
  public void mend() {
    if (stack.mediaServer().isRunning()) {
      thawMediaServer(); // one that runs already does not mind
    }
    if (stack.postgres().isRunning()) {
      thawDatabase();
    } else {
      startDatabase();
    }
    if (!stack.mediaServer().isRunning()) {
      startMediaServer();
    }
    if (stack.wildFly().isRunning()) {
      stack.awaitApplication();
    } else {
      startApplication();
    }
  }

  /** What opens the recordings of this clinic, if they lie there. */
  public static Vault vault(Path recordings) throws IOException {
    Path data = settings().data();
    return Vault.at(
        new VaultPlaces(
            recordings, data.resolve("recording-keys"), data.resolve("keys").resolve("kek.json")),
        false);
  }

  @Override
  public void close() {
    stack.close();
  }
}
