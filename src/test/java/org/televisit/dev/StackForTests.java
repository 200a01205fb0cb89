package org.televisit.dev;

import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Runs one clinic for all integration tests of a JVM, from before the first to after the last. Only
 * where {@code -Dtelevisit.stack=start} asks for it: unit tests need none, and a developer may keep
 * one running ({@code Up --testing}) for many runs of one test.
 */
public final class StackForTests implements LauncherSessionListener {
  private static @Nullable LocalStack running;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    if ("start".equals(System.getProperty("televisit.stack"))) {
      open();
    }
  }

  private static synchronized void open() {
    if (running != null) {
      return;
    }
    Settings settings = Settings.forTesting(System.getProperties());
    tellArquillian(settings);
    LocalStack stack = new LocalStack(settings, new Progress(System.out));
    Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
    try {
      stack.start();
      new CleanSlate(settings).open();
      running = stack;
    } catch (StackFailure e) {
      System.err.println(e.getMessage());
      stack.close();
      throw e;
    }
  }

  /** arquillian.xml reads it. */
  private static void tellArquillian(Settings settings) {
    System.setProperty(
        Service.MANAGEMENT.property("it"), String.valueOf(settings.port(Service.MANAGEMENT)));
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    close();
  }

  private static synchronized void close() {
    if (running != null) {
      running.close();
      running = null;
    }
  }
}
